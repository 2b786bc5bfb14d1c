import { z } from "zod";
import { foundStates } from "../domain/found.ts";
import { at } from "./at.ts";

/** Devices at first had only what was told last, whichever it was: `as` and `foundAt`. */
const stored = z.object({
  inForce: at.exactOptional(),
  erased: at.exactOptional(),
  as: z.enum(foundStates).exactOptional(),
  foundAt: at.exactOptional(),
});

const told = z.object({ inForce: z.date().exactOptional(), erased: z.date().exactOptional() });

/** `devices/{deviceId}`, when each was told of it by somebody else's app. */
export const found = z.codec(stored, told, {
  decode: ({ as, foundAt, ...each }) => (as && foundAt ? { [as]: foundAt, ...each } : each),
  encode: (each) => each,
});
