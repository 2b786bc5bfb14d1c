import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { onDeviceProofs } from "../../functions/src/proof/onDeviceProof.ts";
import {
  anchorOf,
  audience,
  type Certified,
  certify,
  certifyPhone,
  quickHierarchy,
  signedBy,
  withPayload,
} from "../doubles/signers.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { freshClaims } from "../stack/phones/compactJws.ts";

const typ = "on-device-revocation+jwt";
const order = { certificates: "all", cause: "stoppedUsing" };

let ca: Hierarchy;
let signing: Certified;
let authentication: Certified;
beforeAll(async () => {
  ({ ca, signing, authentication } = await certifyPhone());
});

function readJws(jws: string, now = new Date()) {
  return onDeviceProofs({ audience, anchors: [anchorOf(ca)] })(jws, now);
}

async function read(signer: Certified, changes: { claims?: object; header?: object; typ?: string } = {}) {
  const claims = { ...order, ...changes.claims };
  const read = await readJws(await signedBy(signer, { typ, ...changes, claims }));
  return isRefused(read) ? read.refused : read;
}

describe("an application on the phone holds", () => {
  test("signed with either of its certificates, and names the one that signed", async () => {
    const bySigning = await read(signing);
    expect(bySigning).toEqual({
      ...order,
      jti: expect.any(String),
      signedBy: {
        certificateId: expect.stringMatching(/^[0-9a-f]{64}$/),
        thumbprint: expect.stringMatching(/^[\w-]{43}$/),
      },
    });
    expect(Object(await read(authentication)).signedBy).not.toEqual(Object(bySigning).signedBy);
    expect(Object(await read(signing)).signedBy).toEqual(Object(bySigning).signedBy);
  });

  test("for chosen certificates", async () => {
    const certificates = ["s".repeat(43)];
    expect(await read(signing, { claims: { certificates } })).toMatchObject({ certificates });
  });
});

describe("an application on the phone is refused", () => {
  test("signed with a card instead of a phone's certificate", async () => {
    expect(await read(await certify(await quickHierarchy("card")))).toBe("chain_untrusted");
  });

  test("with one certificate shown and the other one's key used", async () => {
    expect(await read({ ...signing, key: authentication.key })).toBe("signature_invalid");
    expect(await read({ ...authentication, key: signing.key })).toBe("signature_invalid");
  });

  test("with another certificate put before the one that signed", async () => {
    const [leaf = ""] = signing.x5c;
    expect(await read({ ...authentication, x5c: [leaf, ...authentication.x5c] })).toBe("chain_untrusted");
  });

  test("with a certificate that is out of its validity", async () => {
    expect(await read(await certify(ca, { fault: "expired" }))).toBe("chain_expired");
  });

  test("with a device key in the header instead of a certificate", async () => {
    const header = { x5c: undefined, jwk: signing.key.publicKey };
    expect(await read(signing, { header })).toBe("chain_untrusted");
  });

  test("under another algorithm than the key's, or none, or one that makes a secret of a public key", async () => {
    expect(await read(signing, { header: { alg: "ES384" } })).toBe("algorithm_not_allowed");
    expect(await read(signing, { header: { alg: "RS256" } })).toBe("algorithm_not_allowed");
    expect(await read(signing, { header: { alg: "none" } })).toBe("algorithm_not_allowed");
    const [leaf = ""] = signing.x5c;
    const forged = {
      ...signing,
      key: {
        ...signing.key,
        sign: async (bytes: Uint8Array) => createHmac("sha256", leaf).update(bytes).digest(),
      },
    };
    expect(await read(forged, { header: { alg: "HS256" } })).toBe("algorithm_not_allowed");
    expect(await read(forged)).toBe("signature_invalid");
  });

  test("for somebody else, too long, or too late", async () => {
    const iat = Math.floor(Date.now() / 1000);
    expect(await read(signing, { claims: { aud: "https://other.example" } })).toBe("audience_wrong");
    expect(await read(signing, { claims: { iat, exp: iat + 601 } })).toBe("proof_lifetime_too_long");
    expect(await read(signing, { claims: { iat: iat - 700, exp: iat - 100 } })).toBe("proof_expired");
  });

  test("with its wish changed after signing", async () => {
    const jws = await signedBy(signing, { typ, claims: order });
    const changed = withPayload(jws, { ...freshClaims(audience), ...order, cause: "disposed" });
    expect(await readJws(changed)).toMatchObject({ refused: "signature_invalid" });
  });

  test("as another message, so that a proof of possession never revokes", async () => {
    expect(await read(signing, { typ: "certificate-possession+jwt" })).toBe("message_type_wrong");
    expect(await read(signing, { typ: "revocation-application+jwt" })).toBe("message_type_wrong");
  });

  test.each([
    ["no certificate", { certificates: [] }],
    ["eleven certificates", { certificates: Array.from({ length: 11 }, () => "s".repeat(43)) }],
    ["what isn't a thumbprint", { certificates: ["signing"] }],
    ["some other word than all", { certificates: "both" }],
    ["a device of its own choice", { devices: ["d".repeat(64)] }],
    ["a cause that only a CA can give", { cause: "holderDeceased" }],
    ["a jti that can be guessed", { jti: "1" }],
  ])("with %s", async (_, claims) => {
    expect(await read(signing, { claims })).toBe("malformed_request");
  });
});
