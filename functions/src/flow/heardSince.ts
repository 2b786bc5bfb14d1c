import type { Channel } from "../domain/contact.ts";
import { hasFailed } from "../domain/mail.ts";
import type { StopCause, TryOutcome } from "../domain/sending.ts";
import type { Records } from "./ports.ts";

/**
 * What a delivery came to, as far as its mail says by now: one that has failed before this is written finds nothing to reopen
 * (`heedFailedMail`), so it counts as failed here, and is tried again.
 */
export async function heardSince(
  { mails }: Pick<Records, "mails">,
  messageId: string,
  tried: TryOutcome,
): Promise<TryOutcome> {
  if (!("channel" in tried) || tried.channel !== "email") return tried;
  const mail = await mails.read(messageId);
  return mail && hasFailed(mail) ? { unsent: "failed" } : tried;
}

/** What a delivery came to in one word, for the log: the channel, or why by none. */
export function outcomeOf(tried: TryOutcome): Channel | StopCause {
  return "channel" in tried ? tried.channel : tried.unsent;
}
