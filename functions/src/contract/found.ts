import { z } from "zod";
import { foundAnswers } from "../domain/found.ts";
import { Sha256 } from "./jws.ts";

const Thumbprints = z.array(Sha256).min(1).max(10);

/**
 * Callable `checkFoundCertificates`, without signing in: an app found certificates in the phone's secure element that whoever has the
 * phone now says aren't theirs. Named by `x5t#S256`; nothing else of them is to be sent.
 */
export const CheckFoundCertificates = z.strictObject({ thumbprints: Thumbprints });

/** The answer, about all of them together. Whose they are, and since when, nobody is told. */
export const FoundCertificates = z.strictObject({
  found: z.enum(foundAnswers),
  /** Whether the app may offer to erase them. */
  mayErase: z.boolean(),
  /** What to tell the person at the phone. */
  todo: z.strictObject({ ja: z.string(), en: z.string() }),
});
export type FoundCertificates = z.infer<typeof FoundCertificates>;

/** What became of certificates that were found. */
export const foundOutcomes = ["erased", "failed"] as const;

/** Callable `reportFoundErased`, without signing in: what became of certificates that the app offered to erase. */
export const ReportFoundErased = z.strictObject({ thumbprints: Thumbprints, outcome: z.enum(foundOutcomes) });

/** The answer, whatever was named. */
export const FoundErasedTaken = z.strictObject({ taken: z.literal(true) });
