import type { z } from "zod";
import type {
  ClearanceProof,
  ClearanceProofAnswer,
  CreateClearanceProof,
  ProveClearance,
} from "../../functions/src/contract/clearanceProof.ts";
import { verificationCode } from "../../functions/src/domain/verificationCode.ts";
import { sampleClearanceProof } from "../doubles/clearanceProofs.ts";
import { deviceId, jws, service } from "./exampleValues.ts";

const phone = { shown: "49-015420-323751-8" };
export const proveClearance: z.input<typeof ProveClearance> = { phone };
export const createClearanceProof: z.input<typeof CreateClearanceProof> = { deviceId, phone };

export const clearanceProofHeader = { alg: "ES256", typ: "clearance-proof+jwt", kid: "2026-11" };
export const clearanceProof: z.input<typeof ClearanceProof> = {
  iss: service,
  ...sampleClearanceProof(new Date("2026-11-22T09:10:00.000Z")),
};
export const clearanceProofAnswer: z.input<typeof ClearanceProofAnswer> = {
  jws,
  qr: `${service}/verify/#${jws}`,
  verificationCode: verificationCode(JSON.stringify(clearanceProof)),
  expiresAt: "2026-11-29T09:10:00.000Z",
};
