import { z } from "zod";
import { CompactJws, HexId, proofClaims } from "./jws.ts";

/**
 * Callable `fetchCommands`: for phones that push doesn't reach. The app calls it at start, from its periodic work, and when
 * it scans a shop's QR code. Needs no sign-in, because old phones are signed out, but App Check and the device's signature.
 */
export const FetchCommands = z.strictObject({ request: CompactJws });

/** What the device key signs to ask. Header: `typ command-request+jwt`, `alg ES256`. */
export const CommandRequest = z.strictObject({
  ...proofClaims,
  /** The device's id. */
  sub: HexId,
});

/** The answer: the open wipe command, if there is one; to be treated exactly as one that was pushed. */
export const FetchedCommands = z.strictObject({ commands: z.array(CompactJws) });
