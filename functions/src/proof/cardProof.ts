import type { z } from "zod";
import { messageTypes } from "../contract/jws.ts";
import { RevocationApplication } from "../contract/revocation.ts";
import { SessionApplication } from "../contract/session.ts";
import { hexDigest } from "../domain/hash.ts";
import type { ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, refuse } from "../domain/refusal.ts";
import type { ReadRevocationApplication, ReadSessionApplication } from "../flow/ports.ts";
import { kindOf } from "./certificatePath.ts";
import { type ProofPolicy, verifyCertificateProof } from "./certificateProof.ts";

const notTheSigningOne = refuse("chain_untrusted", "Sign with the card's signing certificate.");

/** Reads applications signed with the card's signing certificate (countermeasure 1-1). */
export function cardProofs(policy: ProofPolicy): {
  readSession: ReadSessionApplication;
  readRevocation: ReadRevocationApplication;
} {
  const read = <T extends ProofClaims>(
    type: (typeof messageTypes)[keyof typeof messageTypes],
    schema: z.ZodType<T>,
  ) => {
    return async (jws: string, now: Date) => {
      const proof = await verifyCertificateProof(jws, { type, schema }, { ...policy, now });
      if (isRefused(proof)) return proof;
      const { leaf, claims } = proof;
      if (kindOf(leaf.keyUsage) !== "signing") return notTheSigningOne;
      return { ...claims, cardId: hexDigest(leaf.issuer, leaf.serial) };
    };
  };
  return {
    readSession: read(messageTypes.sessionApplication, SessionApplication),
    readRevocation: read(messageTypes.revocationApplication, RevocationApplication),
  };
}
