import { z } from "zod";
import { holdStates, holdSteps } from "../domain/hold.ts";
import { identificationMethods } from "../domain/identification.ts";
import { at } from "./codecs.ts";

/** `holds/{holdId}`. */
export const HoldFields = z.object({
  holdId: z.string(),
  holderId: z.string(),
  state: z.enum(holdStates),
  certificates: z.array(z.object({ certificateId: z.string(), deviceId: z.string(), heldBy: z.string() })),
  agentId: z.string(),
  identifiedBy: z.enum(identificationMethods),
  digest: z.string(),
  placedAt: at,
  releasedAt: at.exactOptional(),
  releasedBy: z.enum([...identificationMethods, "cardSignature"]).exactOptional(),
  releasingAgentId: z.string().exactOptional(),
  releaseId: z.string().exactOptional(),
  escalateAt: at.exactOptional(),
  reminders: z.int(),
  nextStep: z.enum(holdSteps).exactOptional(),
  nextStepAt: at.exactOptional(),
  shard: z.int(),
});

/** `holdChoices/{holderId}`. */
export const HoldChoiceFields = z.object({
  holderId: z.string(),
  word: z.object({ salt: z.string(), hash: z.string() }).exactOptional(),
  escalateAfterDays: z.int().exactOptional(),
  wrongTries: z.int(),
  lastWrongTry: z.string().exactOptional(),
  lockedUntil: at.exactOptional(),
});
