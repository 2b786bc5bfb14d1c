import type { z } from "zod";
import type { ClearanceProofAnswer } from "../contract/clearanceProof.ts";
import type { ClearanceProofPorts } from "../flow/clearanceProofPorts.ts";
import type { IssuedProof } from "../flow/issueClearanceProof.ts";
import { readRegistry } from "./resetRegistry.ts";
import { services } from "./services.ts";

/** What giving a proof takes in a deployment, whoever asks. */
export function proofPorts(): ClearanceProofPorts {
  const { limit, auditRefusal, signClearanceProof, hashPhone, clearanceProofLife, newId, clock } = services;
  return {
    ...{ readRegistry, newId, clock },
    limit: limit(),
    auditRefusal: auditRefusal(),
    sign: signClearanceProof(),
    hashPhone: hashPhone(),
    proofLife: clearanceProofLife(),
  };
}

/** A proof as it is answered. */
export function answerOfProof({ expiresAt, ...signed }: IssuedProof): z.output<typeof ClearanceProofAnswer> {
  return { ...signed, expiresAt: expiresAt.toISOString() };
}
