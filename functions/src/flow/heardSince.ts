import type { Channel } from "../domain/contact.ts";
import { hasFailed } from "../domain/mail.ts";
import type { Delivered, StopCause } from "../domain/sending.ts";
import type { Records } from "./ports.ts";

/**
 * What a delivery came to, as far as its mail says by now: one that has failed before this is written finds nothing to reopen
 * (`heedFailedMail`), so it counts as failed here, and is tried again.
 */
export async function heardSince(
  { mails }: Pick<Records, "mails">,
  messageId: string,
  delivered: Delivered,
): Promise<Delivered> {
  if (!("channel" in delivered) || delivered.channel !== "email") return delivered;
  const mail = await mails.read(messageId);
  return mail && hasFailed(mail) ? { undelivered: "failed" } : delivered;
}

/** What a delivery came to in one word, for the log: the channel, or why by none. */
export function outcomeOf(delivered: Delivered): Channel | StopCause {
  return "channel" in delivered ? delivered.channel : delivered.undelivered;
}
