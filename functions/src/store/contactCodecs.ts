import { z } from "zod";
import { addressedChannels, locales, messageChannels } from "../domain/contact.ts";
import { mailStates } from "../domain/mail.ts";
import { at } from "./codecs.ts";

const code = z.object({
  address: z.string(),
  salt: z.string(),
  hash: z.string(),
  expiresAt: at,
  wrongTries: z.int(),
  confirmedAt: at.exactOptional(),
});

/** `contacts/{holderId}`. */
export const ContactFields = z.object({
  holderId: z.string(),
  locale: z.enum(locales),
  timeZone: z.string(),
  email: z.string().exactOptional(),
  phoneNumber: z.string().exactOptional(),
  channels: z.array(z.enum(messageChannels)),
  wantsTips: z.boolean(),
  codes: z.object({ email: code.exactOptional(), sms: code.exactOptional() }),
  formerAddresses: z.array(
    z.object({
      messageId: z.string(),
      channel: z.enum(addressedChannels),
      address: z.string(),
      changedAt: at,
    }),
  ),
});

/** `mail/{messageId}`, as the Trigger Email extension reads it; `expiresAt` carries the TTL policy. */
export const MailFields = z.object({
  messageId: z.string(),
  to: z.string(),
  message: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
  createdAt: at,
  expiresAt: at,
  // The extension's own: more fields than are read here, which keeping a mail leaves alone.
  delivery: z.object({ state: z.enum(mailStates) }).exactOptional(),
});
