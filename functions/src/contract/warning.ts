import { z } from "zod";
import { warningCodes } from "../domain/message.ts";

/** A caution that the app must show to the holder, in both languages. */
export const Warning = z.strictObject({
  code: z.enum(warningCodes),
  ja: z.string(),
  en: z.string(),
});

/** Which warnings the app has shown to the holder before this was signed: kept with the application, and told in the audit. */
export const WarningsShown = z
  .array(z.enum(warningCodes))
  .min(1)
  .max(warningCodes.length)
  .refine((codes) => new Set(codes).size === codes.length, "must name each warning once");
