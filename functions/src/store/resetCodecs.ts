import { z } from "zod";
import { platforms } from "../domain/device.ts";
import { resetAnswers } from "../domain/resetCapability.ts";
import { at } from "./codecs.ts";

/** `resetCapabilities/{capabilityId}`. */
export const ResetCapabilityFields = z.object({
  capabilityId: z.string(),
  platform: z.enum(platforms),
  model: z.string().exactOptional(),
  osVersionFrom: z.string().exactOptional(),
  osVersionTo: z.string().exactOptional(),
  clears: z.enum(resetAnswers),
  source: z.string(),
  statedOn: z.string(),
  withdrawnAt: at.exactOptional(),
});
