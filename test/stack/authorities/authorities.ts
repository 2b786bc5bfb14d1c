import { z } from "zod";
import { type JsonAnswer, type JsonRoutes, jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { partnerIds } from "../partnerIds.ts";
import { createPartnerKey, type PartnerKey } from "../partnerKey.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { NewCaEvent, tellEvent } from "./caEvents.ts";
import { createCard, NewCard } from "./cards.ts";
import { type BothCas, crlRoutes, end } from "./crlRoutes.ts";
import { createHierarchy, type Hierarchy } from "./hierarchy.ts";
import { createPhoneCertificate, NewPhoneCertificate } from "./phoneCertificates.ts";
import { madeUpSubject } from "./profiles.ts";

/** Good for so short a time that one needn't wait long to see what happens without. */
const crlValidity = 10_000;

/** Where the CAs listen (0: one that is free), and the service that the card CA tells of its cards. */
interface AuthoritiesOptions {
  readonly port: number;
  readonly service: string;
}

/**
 * Starts both CAs with fresh keys; `ready` names the trust anchors (the roots) as base64 DER, and the key that the card
 * CA signs its events with.
 */
export async function startAuthorities(
  { port, service }: AuthoritiesOptions,
  narrate: Narrate,
): Promise<RunningStandIn> {
  const cas = Promise.withResolvers<BothCas>();
  const key = await createPartnerKey(partnerIds.ca, service, "PS256");
  const server = jsonServer(routes(cas.promise, { key, service, narrate }));
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const [card, phone] = await Promise.all([
    createHierarchy({ name: "card", kind: "rsa2048", url, crlValidity }),
    createHierarchy({ name: "phone", kind: "p256", url, crlValidity }),
  ]);
  cas.resolve({ card, phone });
  return {
    ready: { url, cardCa: base64(card), phoneCa: base64(phone), keys: [key.publicKey] },
    stop: () => close(server),
  };
}

/** Who tells the service what happened to cards, and us what happened here. */
interface Teller {
  readonly key: PartnerKey;
  readonly service: string;
  readonly narrate: Narrate;
}

/** The CAs are made after listening, because certificates carry the CRL's address: a request before that waits. */
function routes(cas: Promise<BothCas>, teller: Teller): JsonRoutes {
  return {
    ...issuingRoutes(cas, teller),
    "POST /revoke": async ({ body }) => revoke(await cas, z.strictObject({ serial: z.string() }).parse(body)),
    ...crlRoutes(cas),
    "GET /card-ca.pem": async () => pem((await cas).card),
    "GET /phone-ca.pem": async () => pem((await cas).phone),
  };
}

function issuingRoutes(cas: Promise<BothCas>, { key, service, narrate }: Teller): JsonRoutes {
  const subjects = new Map<string, string>();
  const certificates = new Map<string, string>();
  let cards = 0;
  return {
    "POST /cards": async ({ body }) => {
      cards += 1;
      const card = await createCard((await cas).card, cards, NewCard.parse(body ?? {}));
      subjects.set(card.serial, card.subject);
      certificates.set(card.serial, card.certificate);
      narrate(`issued ${card.card} (${card.algorithm})`);
      return { status: 201, body: card };
    },
    "POST /events": ({ body }) => {
      const order = NewCaEvent.parse(body);
      narrate(`the card CA tells the service: ${order.event}`);
      return tellEvent(order, { key, service, certificates });
    },
    "POST /phone-certificates": async ({ body }) => {
      const request = NewPhoneCertificate.parse(body);
      const name = request.cardSerial === undefined ? madeUpSubject(0) : subjects.get(request.cardSerial);
      if (name === undefined) return { status: 404, body: { error: "no card with this serial was issued" } };
      return { status: 201, body: await createPhoneCertificate((await cas).phone, name, request) };
    },
  };
}

function revoke({ card, phone }: BothCas, { serial }: { serial: string }): JsonAnswer {
  const now = new Date();
  const isKnown = card.revoke(serial, now) || phone.revoke(serial, now);
  return isKnown ? { status: 204 } : { status: 404, body: { error: "neither CA issued this serial" } };
}

/** The issuing CA and its root, in this order, as a file that openssl takes for `-CAfile`. */
function pem({ root, issuing }: Hierarchy): JsonAnswer {
  const text = `${issuing.certificate.toString("pem")}\n${root.certificate.toString("pem")}\n`;
  return { takeOver: (response) => end(response, "application/x-pem-file", Buffer.from(text)) };
}

function base64({ root }: Hierarchy): string {
  return Buffer.from(root.certificate.rawData).toString("base64");
}
