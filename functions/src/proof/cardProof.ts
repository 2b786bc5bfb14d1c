import type { z } from "zod";
import { ReleaseApplication } from "../contract/hold.ts";
import { messageTypes } from "../contract/jws.ts";
import { RevocationApplication } from "../contract/revocation.ts";
import { SessionApplication } from "../contract/session.ts";
import { certificateIdFrom } from "../domain/certificateName.ts";
import type { ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, refuse } from "../domain/refusal.ts";
import { refuseUnlessGood } from "../domain/revocationStatus.ts";
import type {
  ReadReleaseApplication,
  ReadRevocationApplication,
  ReadSessionApplication,
} from "../flow/ports.ts";
import { type ProofPolicy, verifyCertificateProof } from "./certificateProof.ts";
import { identityOf, kindOf } from "./path/checkPath.ts";

const notTheSigningOne = refuse("chain_untrusted", "Sign with the card's signing certificate.");

/**
 * Reads applications signed with the card's signing certificate (countermeasure 1-1). A revoked card signs nothing
 * (`card_revoked`), and neither does one of which the CA's list can't be had (`revocation_status_unknown`).
 */
export function cardProofs(policy: ProofPolicy): {
  readSession: ReadSessionApplication;
  readRevocation: ReadRevocationApplication;
  readRelease: ReadReleaseApplication;
} {
  const read = <T extends ProofClaims>(
    type: (typeof messageTypes)[keyof typeof messageTypes],
    schema: z.ZodType<T>,
  ) => {
    return async (jws: string, now: Date) => {
      const proof = await verifyCertificateProof(jws, { type, schema }, { ...policy, now });
      if (isRefused(proof)) return proof;
      const { path, claims, revocation } = proof;
      if (kindOf(path) !== "signing") return notTheSigningOne;
      const stopped = refuseUnlessGood(revocation, "card_revoked");
      return stopped ?? { ...claims, cardId: certificateIdFrom(...identityOf(path)) };
    };
  };
  return {
    readSession: read(messageTypes.sessionApplication, SessionApplication),
    readRevocation: read(messageTypes.revocationApplication, RevocationApplication),
    readRelease: read(messageTypes.releaseApplication, ReleaseApplication),
  };
}
