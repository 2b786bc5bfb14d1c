import { z } from "zod";
import { outcomes } from "../domain/wipe.ts";
import { wipeStates } from "../domain/wipeMoves.ts";
import { CommandId, CompactJws, Sha256 } from "./jws.ts";

/** Callable `acknowledgeWipe`: needs no sign-in, because old phones are signed out, but App Check and the device's signature. */
export const AcknowledgeWipe = z.strictObject({ acknowledgement: CompactJws });

/**
 * What the device key signs about a command. Header: `typ wipe-acknowledgement+jwt`, `alg ES256`. It has no expiry: the
 * app keeps it and sends the same one again until it was taken.
 */
export const WipeAcknowledgement = z.strictObject({
  commandId: CommandId,
  nonce: z.string().min(16).max(64),
  /** Counts this phone's answers to this command, from 1. */
  seq: z.int().min(1).max(100_000),
  results: z
    .array(
      z.strictObject({
        "x5t#S256": Sha256,
        outcome: z.enum(outcomes),
        /** ISO 7816-4 status word, four hex digits. */
        statusWord: z
          .string()
          .regex(/^[0-9A-F]{4}$/)
          .optional(),
        /** With `failed`: this secure element obeys the SEI-TSM only, which is then asked to erase it. */
        needsTsm: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(10)
    .refine(isOneEach, "must name each certificate once"),
  /** The phone's clock, seconds since 1970; recorded, never trusted. Years 1 to 9999: what a timestamp can hold. */
  at: z.int().min(-62_135_596_800).max(253_402_300_799),
});

/** Two outcomes for one certificate would leave it to us which of them to believe. */
function isOneEach(results: readonly { "x5t#S256": string }[]): boolean {
  return new Set(results.map((result) => result["x5t#S256"])).size === results.length;
}

/** The answer: taken, and the wipe's state. A duplicate is answered as the first time. */
export const AcknowledgementTaken = z.strictObject({
  taken: z.literal(true),
  wipe: z.strictObject({ state: z.enum(wipeStates), isComplete: z.boolean() }),
});
