import type { ContactView } from "../contract/contact.ts";
import { addressedChannels, addressOf, type Contact } from "../domain/contact.ts";
import { openCode } from "../domain/contactCode.ts";

/** How a contact is shown to its holder: without the addresses. */
export function viewOfContact(contact: Contact, now: Date): ContactView {
  const { locale, timeZone, channels, wantsTips } = contact;
  return {
    ...{ locale, timeZone, wantsTips },
    channels: [...channels],
    confirmed: addressedChannels.filter((channel) => addressOf(contact, channel) !== undefined),
    awaitingCode: addressedChannels.filter((channel) => {
      const code = openCode(contact, channel, now);
      return code !== undefined && code.confirmedAt === undefined;
    }),
  };
}
