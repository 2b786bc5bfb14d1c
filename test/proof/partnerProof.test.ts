import { createHmac, createPublicKey } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import {
  type Partner,
  type PartnerAlgorithm,
  partnerAlgorithms,
} from "../../functions/src/domain/partner.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { caEventProofs } from "../../functions/src/proof/caEventProof.ts";
import { tsmReportProofs } from "../../functions/src/proof/tsmProof.ts";
import { type PartnerSigner, partnerSigner, samplePartner, signedByPartner } from "../doubles/partners.ts";
import { audience, withPayload } from "../doubles/signers.ts";

const typ = "ca-event+jwt";
const card = { issuer: Buffer.from("issuer in DER").toString("base64"), serialNumber: "4A01" };
const seconds = () => Math.floor(Date.now() / 1000);
const revoked = { event: "cardRevoked", card, occurredAt: 1_700_000_000, jti: "event-number-0001" };
const past = new Date(0);

const signers = new Map<PartnerAlgorithm, PartnerSigner>();
let es256: PartnerSigner;
beforeAll(() => {
  for (const alg of partnerAlgorithms) signers.set(alg, partnerSigner(alg));
  es256 = signerOf("ES256");
});

function signerOf(alg: PartnerAlgorithm): PartnerSigner {
  const signer = signers.get(alg);
  if (!signer) throw new Error(`no key for ${alg}`);
  return signer;
}

function partnerOf(signer: PartnerSigner, changes: Partial<Partner> = {}): Partner {
  return samplePartner(signer, { keys: [{ jwk: signer.jwk, startsAt: past }], ...changes });
}

function sign(signer = es256, claims: object = {}, header: object = {}): Promise<string> {
  return signedByPartner(signer, { typ, header, claims: { ...revoked, ...claims } });
}

function read(jws: string, partner: Partner | undefined = partnerOf(es256), now = new Date()) {
  const findPartner = async (id: string) => (id === partner?.partnerId ? partner : undefined);
  return caEventProofs({ audience, findPartner })(jws, now);
}

async function refusalOf(jws: Promise<string> | string, partner?: Partner, now?: Date) {
  const event = await read(await jws, partner, now);
  return isRefused(event) ? event.refused : "taken";
}

test.each(partnerAlgorithms)(
  "a message signed with %s by the key registered for it is believed",
  async (alg) => {
    const signer = signerOf(alg);
    expect(await refusalOf(sign(signer), partnerOf(signer))).toBe("taken");
  },
);

test("what is believed names its sender and number by their hash only", async () => {
  const event = await read(await sign());
  expect(event).toMatchObject({
    proof: {
      proofId: hexDigest("partner", "card-ca", "event-number-0001"),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
});

describe("nobody learns why a signer isn't known:", () => {
  const unknown = { refused: "signature_invalid", detail: expect.stringContaining("registered and in use") };
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  test.each<[string, () => Promise<unknown>]>([
    ["an unknown partner", async () => read(await sign(es256, { iss: "other-ca", sub: "other-ca" }))],
    ["a partner id that bends a path", async () => read(await sign(es256, { iss: "../x", sub: "../x" }))],
    ["no partner id", async () => read(await sign(es256, { iss: undefined }))],
    ["a disabled partner", async () => read(await sign(), partnerOf(es256, { state: "disabled" }))],
    ["a partner without keys", async () => read(await sign(), partnerOf(es256, { keys: [] }))],
    ["an unknown kid", async () => read(await sign(es256, {}, { kid: "key-2" }))],
    ["no kid", async () => read(await sign(es256, {}, { kid: undefined }))],
    [
      "a retired key",
      async () =>
        read(
          await sign(),
          partnerOf(es256, { keys: [{ jwk: es256.jwk, startsAt: past, endsAt: new Date() }] }),
        ),
    ],
    [
      "a key for later",
      async () => read(await sign(), partnerOf(es256, { keys: [{ jwk: es256.jwk, startsAt: later(10) }] })),
    ],
    ["another private key under the kid", async () => read(await sign(partnerSigner("ES256")))],
    ["another payload under the signature", async () => read(withPayload(await sign(), forgedClaims()))],
  ])("%s", async (_, attempt) => {
    expect(await attempt()).toEqual(unknown);
  });

  function forgedClaims() {
    const iat = seconds();
    const who = { iss: "card-ca", sub: "card-ca", aud: audience, iat, exp: iat + 300 };
    return { ...revoked, ...who, event: "holderDeceased" };
  }
});

describe("a key is for the algorithm it was registered with:", () => {
  test.each<[PartnerAlgorithm, PartnerAlgorithm]>([
    ["PS256", "RS256"],
    ["RS256", "PS256"],
    ["ES256", "ES384"],
    ["ES384", "ES256"],
    ["RS256", "ES256"],
    ["ES256", "RS256"],
  ])("registered for %s, it doesn't verify %s", async (registered, used) => {
    const [known, other] = [signerOf(registered), signerOf(used)];
    expect(await refusalOf(sign(other), partnerOf(known))).toBe("signature_invalid");
  });

  test("an RSA key registered for PS256 doesn't verify its own RS256", async () => {
    const ps256 = signerOf("PS256");
    const jwk = ps256.jwk.kty === "RSA" ? { ...ps256.jwk, alg: "RS256" as const } : ps256.jwk;
    expect(await refusalOf(sign({ ...ps256, jwk }), partnerOf(ps256))).toBe("signature_invalid");
    expect(await refusalOf(sign({ ...ps256, jwk }), partnerOf({ ...ps256, jwk }))).toBe("taken");
  });

  test.each(["none", "HS256", "HS512", "RS1", "RS512", "EdDSA", "ES256K"])("%s is refused", async (alg) => {
    expect(await refusalOf(sign(es256, {}, { alg }))).toBe("algorithm_not_allowed");
  });

  test("a public key taken for an HMAC secret signs nothing", async () => {
    const rs256 = signerOf("RS256");
    const [, payload = ""] = (await sign(rs256)).split(".");
    const head = Buffer.from(JSON.stringify({ alg: "HS256", typ, kid: rs256.jwk.kid })).toString("base64url");
    for (const secret of [JSON.stringify(rs256.jwk), pemOf(rs256)]) {
      const mac = createHmac("sha256", secret).update(`${head}.${payload}`).digest("base64url");
      expect(await refusalOf([head, payload, mac].join("."), partnerOf(rs256))).toBe("algorithm_not_allowed");
    }
  });

  test("a key that the message brings itself is not looked at", async () => {
    const stranger = partnerSigner("ES256");
    const { kid, alg, ...jwk } = stranger.jwk;
    expect(await refusalOf(sign(stranger, {}, { jwk }))).toBe("signature_invalid");
  });

  test("a registered point that isn't on its curve verifies nothing, and fails nothing", async () => {
    const jwk = es256.jwk.kty === "EC" ? { ...es256.jwk, x: "A".repeat(43) } : es256.jwk;
    expect(await refusalOf(sign(), partnerOf(es256, { keys: [{ jwk, startsAt: past }] }))).toBe(
      "signature_invalid",
    );
  });

  function pemOf({ jwk }: PartnerSigner): string {
    return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
  }
});

describe("a message that is signed well is refused", () => {
  test.each<[string, string, () => Promise<string>]>([
    ["for another service", "audience_wrong", () => sign(es256, { aud: "https://other.example" })],
    ["after its time", "proof_expired", () => sign(es256, { iat: seconds() - 400, exp: seconds() - 100 })],
    [
      "before its time",
      "proof_not_yet_valid",
      () => sign(es256, { iat: seconds() + 120, exp: seconds() + 300 }),
    ],
    [
      "with a life above five minutes",
      "proof_lifetime_too_long",
      () => sign(es256, { iat: seconds(), exp: seconds() + 301 }),
    ],
    ["as another type of message", "message_type_wrong", () => sign(es256, {}, { typ: "tsm-report+jwt" })],
    ["with another sub than iss", "malformed_request", () => sign(es256, { sub: "sei-tsm" })],
    ["with a field that isn't known", "malformed_request", () => sign(es256, { name: "Sato Hanako" })],
    ["without a jti", "malformed_request", () => sign(es256, { jti: undefined })],
  ])("%s", async (_, refusal, jws) => {
    expect(await refusalOf(jws())).toBe(refusal);
  });

  test("a clock that is half a minute ahead or behind is forgiven", async () => {
    const at = (shift: number) => ({ iat: seconds() + shift, exp: seconds() + shift + 300 });
    expect(await refusalOf(sign(es256, at(30)))).toBe("taken");
    expect(await refusalOf(sign(es256, at(-330)))).toBe("taken");
  });

  test("without the scope, however well it is signed", async () => {
    expect(await refusalOf(sign(), partnerOf(es256, { scopes: [] }))).toBe("scope_missing");
    const tsm = partnerOf(es256, { kind: "tsm", scopes: ["tsm:report"] });
    expect(await refusalOf(sign(), tsm)).toBe("scope_missing");
  });

  test("and says whose it is for the audit, but only where the signature holds", async () => {
    const refusedBy = async (jws: string, partner = partnerOf(es256, { scopes: [] })) => {
      const findPartner = async () => partner;
      const reader = tsmReportProofs({ audience, findPartner });
      return Object(await reader(jws, new Date())).signedBy;
    };
    const claims = { commandId: "wipe-1.1", results: [{ "x5t#S256": "s".repeat(43), outcome: "erased" }] };
    const report = await signedByPartner(es256, { typ: "tsm-report+jwt", claims });
    const late = await signedByPartner(es256, { typ: "tsm-report+jwt", claims: { ...claims, exp: 1 } });
    const forged = await signedByPartner(partnerSigner("ES256"), { typ: "tsm-report+jwt", claims });
    expect(await refusedBy(report)).toBe("card-ca");
    expect(await refusedBy(late)).toBe("card-ca");
    expect(await refusedBy(forged)).toBeUndefined();
  });

  test("when the CA reports for the SEI-TSM", async () => {
    const report = await signedByPartner(es256, {
      typ: "tsm-report+jwt",
      claims: { commandId: "wipe-1.1", results: [{ "x5t#S256": "s".repeat(43), outcome: "erased" }] },
    });
    const findPartner = async () => partnerOf(es256);
    expect(await tsmReportProofs({ audience, findPartner })(report, new Date())).toMatchObject({
      refused: "scope_missing",
    });
  });
});

describe("what makes a repeat", () => {
  async function proofOf(claims: object) {
    const event = await read(await sign(es256, claims));
    if (isRefused(event)) throw new Error(event.refused);
    return event.proof;
  }

  test("is the same jti and the same content, whenever it was signed", async () => {
    const earlier = await proofOf({ iat: seconds() - 60, exp: seconds() + 200 });
    const later = await proofOf({});
    expect([later.proofId, later.digest]).toEqual([earlier.proofId, earlier.digest]);
  });

  test("isn't another content under the same jti", async () => {
    const [one, other] = [await proofOf({}), await proofOf({ event: "cardExpired" })];
    expect(other.proofId).toBe(one.proofId);
    expect(other.digest).not.toBe(one.digest);
  });

  test("isn't another jti", async () => {
    expect((await proofOf({ jti: "event-number-0002" })).proofId).not.toBe((await proofOf({})).proofId);
  });

  test("is remembered until well after it could be replayed", async () => {
    const exp = seconds() + 300;
    expect((await proofOf({ exp })).expiresAt).toEqual(new Date((exp + 3600) * 1000));
  });
});
