import { describe, expect, test } from "vitest";
import {
  type Certificate,
  type CertificateState,
  certificateMoves,
  certificateStates,
  certificateVerbs,
  revoke,
} from "../../functions/src/domain/certificate.ts";
import type { Revocation } from "../../functions/src/domain/revocation.ts";
import { minutesLater, sampleSigning, start } from "../doubles/samples.ts";

const notOnHold = { refused: "not_on_hold" };
const revoked = { refused: "certificate_revoked" };
const expired = { refused: "certificate_expired" };

test("every certificate state meets every verb as designed", () => {
  expect(certificateMoves).toEqual({
    valid: { hold: "onHold", release: notOnHold, revoke: "revoked", expire: "expired" },
    onHold: { hold: "onHold", release: "valid", revoke: "revoked", expire: "expired" },
    revoked: { hold: revoked, release: revoked, revoke: "revoked", expire: revoked },
    expired: { hold: expired, release: expired, revoke: expired, expire: "expired" },
  });
});

test("the states and verbs are these and no others", () => {
  expect(certificateStates).toEqual(["valid", "onHold", "revoked", "expired"]);
  expect(certificateVerbs).toEqual(["hold", "release", "revoke", "expire"]);
});

const first: Revocation = {
  cause: "movedToNewPhone",
  reason: "superseded",
  channel: "newPhone",
  revocationId: "1".repeat(64),
  revokedAt: start,
};
const second: Revocation = {
  cause: "stolen",
  reason: "keyCompromise",
  channel: "card",
  revocationId: "2".repeat(64),
  revokedAt: minutesLater(5),
};

function inState(state: CertificateState): Certificate {
  return { ...sampleSigning, state };
}

describe("revoking", () => {
  test.each(["valid", "onHold"] as const)("a certificate that is %s ends it for good", (state) => {
    expect(revoke(inState(state), first)).toEqual({
      ...sampleSigning,
      state: "revoked",
      revocation: first,
    });
  });

  test("a revoked certificate keeps the first revocation in every detail", () => {
    const once: Certificate = { ...inState("revoked"), revocation: first };
    expect(revoke(once, second)).toEqual({ ...sampleSigning, state: "revoked", revocation: first });
  });

  test("an expired certificate is refused", () => {
    expect(revoke(inState("expired"), first)).toEqual({ refused: "certificate_expired" });
  });
});
