import { z } from "zod";
import { addressedChannels, locales, messageChannels } from "../domain/contact.ts";

const Channels = z
  .array(z.enum(messageChannels))
  .min(1, "must name a channel: messages that the law owes can be moved, not switched off")
  .max(messageChannels.length);

/**
 * Callable `setContact`, within ten minutes of signing in by card: where and how a holder wants to be reached. What isn't
 * named stays as it is, `null` takes an address back, and a new one is used once `confirmContact` has its code.
 */
export const SetContact = z.strictObject({
  locale: z.enum(locales).exactOptional(),
  /** Name in the IANA time zone database. */
  timeZone: z.string().min(1).max(64).exactOptional(),
  email: z.email().max(254).nullable().exactOptional(),
  /** As E.164 has it. */
  phoneNumber: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "must be a number with its country, such as +819012345678")
    .nullable()
    .exactOptional(),
  /** The order in which channels are tried; of one that is named twice the first place counts. */
  channels: Channels.exactOptional(),
  /** Whether messages that nobody is owed are wanted too. */
  wantsTips: z.boolean().exactOptional(),
});

/** Callable `confirmContact`, within ten minutes of signing in by card: gives back the code that came by a channel. */
export const ConfirmContact = z.strictObject({
  channel: z.enum(addressedChannels),
  code: z.string().regex(/^\d{6}$/, "must be the six digits that were sent"),
});

/** The answer to both: how it stands now. Addresses are never shown again. */
export const ContactView = z.strictObject({
  locale: z.enum(locales),
  timeZone: z.string(),
  channels: z.array(z.enum(messageChannels)),
  wantsTips: z.boolean(),
  /** Which channels have an address in use. */
  confirmed: z.array(z.enum(addressedChannels)),
  /** Which channels had a code sent to a new address, and wait for it. */
  awaitingCode: z.array(z.enum(addressedChannels)),
});
export type ContactView = z.infer<typeof ContactView>;
