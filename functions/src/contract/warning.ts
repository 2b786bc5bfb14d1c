import { z } from "zod";

/** A caution that the app must show to the holder, in both languages. */
export const Warning = z.strictObject({
  code: z.literal("remoteErasureMayFail"),
  ja: z.string(),
  en: z.string(),
});
