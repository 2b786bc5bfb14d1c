import { randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { PartnerJwk } from "../../../functions/src/contract/partner.ts";
import { ReportFromTsm } from "../../../functions/src/contract/tsm.ts";
import { keyedHash } from "../../../functions/src/domain/hash.ts";
import type { Partner } from "../../../functions/src/domain/partner.ts";
import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import type { SignedTsmReport } from "../../../functions/src/flow/ports.ts";
import {
  CommandSigningKey,
  publicKeySet,
  tsmRequestSigner,
} from "../../../functions/src/proof/commandSigner.ts";
import type { PartnerPolicy } from "../../../functions/src/proof/partnerProof.ts";
import { tsmReportProofs } from "../../../functions/src/proof/tsmProof.ts";
import { sampleWipe } from "../../doubles/samples.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { partnerIds } from "../partnerIds.ts";
import { eraseForTsm, TsmOrder } from "../phones/eraseForTsm.ts";
import { postJson } from "../phones/holder.ts";
import { SecureElement } from "../phones/secureElement.ts";
import { startTsm } from "./startTsm.ts";

const Ready = z.object({ url: z.url(), keys: z.array(PartnerJwk) });

/** The SEI-TSM between a service that checks its reports with the product's own code and one phone. */
export interface TsmBench {
  readonly url: string;
  /** How the service looks the SEI-TSM up, and what its messages have to name. */
  readonly policy: PartnerPolicy;
  readonly element: SecureElement;
  readonly phone: { online: boolean };
  /** Reports that the service believed, and what it answers to the next ones; empty means 200. */
  readonly reports: SignedTsmReport[];
  readonly answers: number[];
  /** Signs a request for what is on the chip and sends it: here, for here and now, unless told. Answers the status. */
  ask(request?: { audience?: string; now?: Date; to?: string }): Promise<number>;
  order(fault: object): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it with one certificate in the secure element. */
export async function startTsmBench(): Promise<TsmBench> {
  const element = new SecureElement("1234");
  await element.generateKey("signing");
  element.writeCertificate("signing", ["c2lnbmluZw=="]);
  const phone = { online: true };
  const [signingKey, hashKey] = [await freshKey(), randomBytes(32)];
  const phones = await serve(phoneRoutes(element, phone));
  const service = await serviceOf(signingKey);
  const tsm = await startTsm({ port: 0, service: service.url, phones: phones.url, hashKey }, () => {});
  const { url, keys } = Ready.parse(tsm.ready);
  service.believe(keys);
  const { policy } = service;
  const thumbprint = element.thumbprintOf("signing") ?? "";
  const wipe: Wipe = {
    ...sampleWipe,
    secureElement: keyedHash(hashKey, element.id),
    certificates: [{ certificateId: "c", thumbprint, kind: "signing" }],
  };
  return {
    ...{
      url,
      policy,
      element,
      phone,
      reports: service.reports,
      answers: service.answers,
    },
    ask: async ({ audience = url, now = new Date(), to = url } = {}) => {
      const request = await tsmRequestSigner(signingKey, service.url, audience)(wipe, now);
      return (await postJson(`${to}/requests`, { request })).status;
    },
    order: async (fault) => void (await postJson(`${url}/faults`, fault)),
    stop: async () => void (await Promise.all([tsm.stop(), service.stop(), phones.stop()])),
  };
}

async function freshKey(): Promise<CommandSigningKey> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return CommandSigningKey.parse({ ...(await exportJWK(privateKey)), kid: "service" });
}

async function serve(routes: Parameters<typeof jsonServer>[0]) {
  const server = jsonServer(routes);
  return { url: `http://127.0.0.1:${await listen(server)}`, stop: () => close(server) };
}

function phoneRoutes(element: SecureElement, phone: { online: boolean }): Parameters<typeof jsonServer>[0] {
  const thumbprints = () => [element.thumbprintOf("signing")].filter((one) => one !== undefined);
  return {
    "GET /secure-elements": () => ({
      body: [{ id: element.id, online: phone.online, thumbprints: thumbprints() }],
    }),
    "POST /secure-elements/:id/erase": ({ body }) => ({
      body: { results: eraseForTsm(element, TsmOrder.parse(body)) },
    }),
  };
}

async function serviceOf(signingKey: CommandSigningKey) {
  const [reports, answers]: [SignedTsmReport[], number[]] = [[], []];
  let partner: Partner | undefined;
  const server = await serve({
    "GET /.well-known/jwks.json": () => ({ body: publicKeySet(signingKey) }),
    "POST /v1/tsm-reports": async ({ body }) => {
      const status = answers.shift() ?? 200;
      const read = tsmReportProofs(policy);
      const report = await read(ReportFromTsm.parse(body).report, new Date());
      if ("refused" in report) return { status: 401, body: report };
      if (status === 200) reports.push(report);
      return { status, body: { taken: true } };
    },
  });
  const policy: PartnerPolicy = { audience: server.url, findPartner: async () => partner };
  const believe = (registered: readonly PartnerJwk[]) => {
    partner = tsmWith(registered);
  };
  return { ...server, reports, answers, policy, believe };
}

function tsmWith(jwks: readonly PartnerJwk[]): Partner {
  const [about, startsAt] = [
    { partnerId: partnerIds.tsm, name: "SEI-TSM", kind: "tsm" } as const,
    new Date(0),
  ];
  const [registeredAt, changedAt] = [startsAt, startsAt];
  const keys = jwks.map((jwk) => ({ jwk, startsAt }));
  return { ...about, state: "active", scopes: ["tsm:report"], keys, registeredAt, changedAt };
}
