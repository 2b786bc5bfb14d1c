import { z } from "zod";
import { shownBys } from "../domain/shownPhone.ts";
import { at } from "./at.ts";

/** `devices/{deviceId}`, the phone that it was proven to be in. */
export const provenPhone = z.object({
  phone: z.string(),
  shownBy: z.enum(shownBys),
  latest: z.object({ proofId: z.string(), salt: z.string(), says: z.string(), issuedAt: at, expiresAt: at }),
});
