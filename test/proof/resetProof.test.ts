import { beforeAll, describe, expect, test } from "vitest";
import { hexDigest, keyedHash } from "../../functions/src/domain/hash.ts";
import type { Partner } from "../../functions/src/domain/partner.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { resetReportProofs } from "../../functions/src/proof/resetProof.ts";
import { type PartnerSigner, partnerSigner, samplePartner, signedByPartner } from "../doubles/partners.ts";
import { audience } from "../doubles/signers.ts";

const secureElementId = "4790d3210112-recognisable";
const secureElementHashKey = Buffer.alloc(32, 7);
const seconds = Math.floor(Date.now() / 1000);
const said = { secureElementId, toe: seconds - 60, phase: "started" };

let maker: PartnerSigner;
let other: PartnerSigner;
let tsm: PartnerSigner;
let partners: ReadonlyMap<string, Partner>;
beforeAll(() => {
  [maker, other, tsm] = [partnerSigner("ES256"), partnerSigner("ES256"), partnerSigner("ES256")];
  const since = (signer: PartnerSigner) => [{ jwk: signer.jwk, startsAt: new Date(0) }];
  const registered = [
    samplePartner(maker, {
      partnerId: "maker-1",
      kind: "maker",
      scopes: ["resets:write"],
      keys: since(maker),
    }),
    samplePartner(other, { partnerId: "maker-2", kind: "maker", scopes: [], keys: since(other) }),
    samplePartner(tsm, { partnerId: "sei-tsm", kind: "tsm", scopes: ["tsm:report"], keys: since(tsm) }),
  ];
  partners = new Map(registered.map((partner) => [partner.partnerId, partner]));
});

async function read(
  signer: PartnerSigner,
  claims: object,
  { iss = "maker-1", typ = "reset-report+jwt" } = {},
) {
  const jws = await signedByPartner(signer, { typ, claims: { iss, sub: iss, ...said, ...claims } });
  const findPartner = async (partnerId: string) => partners.get(partnerId);
  return resetReportProofs({ audience, findPartner }, { secureElementHashKey })(jws, new Date());
}

test("a maker's report is believed, with the end of its second for when it started", async () => {
  expect(await read(maker, {})).toMatchObject({
    partnerId: "maker-1",
    secureElement: keyedHash(secureElementHashKey, secureElementId),
    report: { phase: "started", reachedAt: new Date((seconds - 60) * 1000 + 999) },
  });
});

test("a clock of the maker's that is ahead tells of nothing later than when it was heard", async () => {
  const ahead = { iat: seconds + 20, exp: seconds + 200, toe: seconds + 20 };
  const before = new Date();
  const report = await read(maker, ahead);
  if (isRefused(report)) throw new Error(report.refused);
  const { reachedAt } = report.report;
  expect(reachedAt >= before && reachedAt <= new Date()).toBe(true);
});

test("the secure element's id is nowhere in what is read, and can't be tried out on what is kept", async () => {
  const jti = "report-number-0001";
  const report = await read(maker, { jti });
  const { iat, exp, ...rest } = {
    aud: audience,
    iss: "maker-1",
    sub: "maker-1",
    ...said,
    jti,
    iat: 0,
    exp: 0,
  };
  expect(JSON.stringify(report)).not.toContain(secureElementId);
  if (isRefused(report)) throw new Error(report.refused);
  expect(report.proof.digest).not.toBe(hexDigest(JSON.stringify(rest)));
  expect(report.proof.digest).toMatch(/^[0-9a-f]{64}$/);
});

test("the same report signed afresh is a repeat, another one under its number isn't", async () => {
  const jti = "report-number-0001";
  const reports = [
    await read(maker, { jti }),
    await read(maker, { jti, iat: seconds - 5, exp: seconds + 200 }),
    await read(maker, { jti, phase: "completed" }),
  ];
  const [first, afresh, another] = reports.map((one) => (isRefused(one) ? undefined : one.proof));
  expect([afresh?.proofId, afresh?.digest]).toEqual([first?.proofId, first?.digest]);
  expect(another?.proofId).toBe(first?.proofId);
  expect(another?.digest).not.toBe(first?.digest);
});

describe("it is refused", () => {
  test.each<[string, () => ReturnType<typeof read>, string]>([
    ["signed by another maker's key", () => read(other, {}), "signature_invalid"],
    ["by a partner that isn't registered", () => read(maker, {}, { iss: "maker-9" }), "signature_invalid"],
    ["by a maker without the scope", () => read(other, {}, { iss: "maker-2" }), "scope_missing"],
    ["by the SEI-TSM, under its own key", () => read(tsm, {}, { iss: "sei-tsm" }), "scope_missing"],
    ["as another type of message", () => read(maker, {}, { typ: "tsm-report+jwt" }), "message_type_wrong"],
    ["for another service", () => read(maker, { aud: "https://other.example" }), "audience_wrong"],
    [
      "late",
      () => read(maker, { iat: seconds - 600, exp: seconds - 400, toe: seconds - 700 }),
      "proof_expired",
    ],
    ["with a life that is too long", () => read(maker, { exp: seconds + 599 }), "proof_lifetime_too_long"],
    ["started after it was signed", () => read(maker, { toe: seconds + 30 }), "malformed_request"],
    ["in a phase that there isn't", () => read(maker, { phase: "failed" }), "malformed_request"],
    ["without a secure element", () => read(maker, { secureElementId: "" }), "malformed_request"],
    ["with more than it should have", () => read(maker, { imei: "353456789012348" }), "malformed_request"],
    ["of another's, in sub", () => read(maker, { sub: "maker-2" }), "malformed_request"],
  ])("%s", async (_, report, refused) => {
    expect(await report()).toMatchObject({ refused });
  });
});
