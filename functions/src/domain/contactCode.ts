import { type AddressedChannel, awaitCode, type Contact, type ContactCode, useAddress } from "./contact.ts";

/** How long a code can be given back, minutes: as long as a mail may take, and no longer. */
export const codeMinutes = 15;
/** With six digits, whoever guesses is right in one of 200,000 codes. */
const mostTries = 5;

/** When a code that is sent now ends. */
export function codeEnd(now: Date): Date {
  return new Date(now.getTime() + codeMinutes * 60_000);
}

/** A code that is awaited still, as far as anybody may know. */
export function openCode({ codes }: Contact, channel: AddressedChannel, now: Date): ContactCode | undefined {
  const code = codes[channel];
  return code && code.wrongTries < mostTries && code.expiresAt > now ? code : undefined;
}

/**
 * A contact after a code was given back, `hash` being what that comes to. The right one puts its address to use; given back
 * again it changes nothing more. A wrong one is counted, the fifth ends the code: `triesLeft`.
 */
export function giveBack(
  contact: Contact,
  { channel, code, hash }: { channel: AddressedChannel; code: ContactCode; hash: string },
  { now, messageId }: { now: Date; messageId: string },
): { readonly contact: Contact; readonly triesLeft?: number } {
  if (code.hash !== hash) {
    const wrongTries = code.wrongTries + 1;
    const counted = awaitCode(contact, channel, { ...code, wrongTries });
    return { contact: counted, triesLeft: mostTries - wrongTries };
  }
  if (code.confirmedAt) return { contact };
  const used = useAddress(contact, channel, { address: code.address, messageId, changedAt: now });
  return { contact: awaitCode(used, channel, { ...code, confirmedAt: now }) };
}
