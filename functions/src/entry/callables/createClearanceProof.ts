import type { z } from "zod";
import { type ClearanceProofAnswer, CreateClearanceProof } from "../../contract/clearanceProof.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { issueProofToHolder } from "../../flow/issueClearanceProof.ts";
import { holderCallable } from "../callable.ts";
import { answerOfProof, proofPorts } from "../clearanceProof.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/** Gives a holder the proof that a phone of theirs is clear; takes a session opened by card a moment ago. */
export const createClearanceProof = holderCallable(
  CreateClearanceProof,
  async ({ deviceId, phone }, holder): Promise<Decision<z.output<typeof ClearanceProofAnswer>>> => {
    const { store, sessionLife } = services;
    const ports = { ...proofPorts(), transact: store().transact, sessionLife: sessionLife() };
    const issued = await issueProofToHolder({ ...holder, deviceId, shown: phone.shown }, ports);
    return isRefused(issued) ? issued : answerOfProof(issued);
  },
  { secrets: [secrets.commandSigningKey, secrets.secureElementHashKey] },
);
