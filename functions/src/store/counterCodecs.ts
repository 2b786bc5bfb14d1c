import { z } from "zod";
import { verdicts } from "../domain/clearance.ts";
import { checkProofs, initialisationStates } from "../domain/counterCheck.ts";
import { shopStates } from "../domain/shop.ts";
import { at } from "./codecs.ts";

/** `shops/{shopId}`. */
export const ShopFields = z.object({
  shopId: z.string(),
  name: z.string(),
  state: z.enum(shopStates),
  needsTwoPeople: z.boolean(),
  registeredAt: at,
  changedAt: at,
});

/** `handOverCodes/{receptionNumber}`; `expiresAt` carries the TTL policy. */
export const HandOverCodeFields = z.object({
  receptionNumber: z.string(),
  deviceId: z.string(),
  salt: z.string(),
  hash: z.string(),
  createdAt: at,
  expiresAt: at,
  wrongTries: z.int(),
  isOvertaken: z.boolean(),
  used: z.object({ clerkId: z.string(), clearanceId: z.string() }).exactOptional(),
});

/** `clearances/{clearanceId}`; `expiresAt` carries the TTL policy. */
export const CheckFields = z.object({
  clearanceId: z.string(),
  deviceId: z.string(),
  shopId: z.string(),
  clerkId: z.string(),
  openedBy: z.enum(checkProofs),
  proofHash: z.string(),
  openedAt: at,
  pulledAt: at.exactOptional(),
  pulls: z.int(),
  initialisation: z
    .object({
      state: z.enum(initialisationStates),
      clerkId: z.string(),
      secondClerkId: z.string().exactOptional(),
      at,
    })
    .exactOptional(),
  provenAt: at.exactOptional(),
  expiresAt: at,
});

/** `holders/{holderId}/checks/{clearanceId}`: the holder's own view of a check. */
export const CheckViewFields = z.object({
  clearanceId: z.string(),
  deviceId: z.string(),
  model: z.string(),
  shopName: z.string(),
  checkedAt: at,
  verdict: z.enum(verdicts),
  pulledAt: at.exactOptional(),
  initialisation: z.object({ state: z.enum(initialisationStates), at }).exactOptional(),
  provenAt: at.exactOptional(),
  updatedAt: at,
});
