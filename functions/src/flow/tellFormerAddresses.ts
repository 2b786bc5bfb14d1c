import type { Contact, FormerAddress } from "../domain/contact.ts";
import type { RenderMessage } from "./messagePorts.ts";
import type { Log, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import { isRingingElsewhere } from "./ringing.ts";
import { type AddressPorts, sendToAddress } from "./sendToAddress.ts";

interface Ports extends AddressPorts {
  readonly read: Transact<"cards" | "contacts" | "devices" | "certificates">;
  readonly transact: Transact<"contacts" | "mails">;
  readonly render: RenderMessage;
  readonly log: Log;
}

/**
 * Tells the addresses that a holder uses no more that they were changed: if it wasn't the holder, that is how the holder
 * learns of it. The debt is in the contact; throws when one couldn't be told now, so that the platform calls again. An
 * address that refuses for good is let go, there is nobody to tell; so is a number that may ring on a phone in other hands.
 */
export async function tellFormerAddresses(holderId: string, ports: Ports): Promise<void> {
  const { read, transact, log } = ports;
  const contact = await read(({ contacts }) => contacts.read(holderId));
  if (!contact || contact.formerAddresses.length === 0) return;
  const outcomes = await Promise.all(contact.formerAddresses.map((former) => tell(contact, former, ports)));
  const done = contact.formerAddresses.filter((_, i) => outcomes[i] !== "unavailable");
  await transact(async ({ contacts }) => {
    const now = await contacts.read(holderId);
    if (now) contacts.keep(without(now, done));
  });
  for (const outcome of outcomes) log("former_address_told", { outcome });
  if (outcomes.includes("unavailable")) throw new Error("a former address couldn't be told yet");
}

async function tell({ holderId, locale, timeZone }: Contact, former: FormerAddress, ports: Ports) {
  const { messageId, channel, address, changedAt } = former;
  if (channel === "sms" && (await mayRingOnLostPhone(holderId, ports))) return "withheld";
  const text = ports.render({ code: "contactChanged", values: { changedAt } }, { locale, timeZone });
  return sendToAddress({ messageId, channel, address, text, locale }, ports);
}

/** Whenever it was confirmed: that isn't kept of a number out of use. */
async function mayRingOnLostPhone(holderId: string, ports: Ports): Promise<boolean> {
  const holderIds = await ports.read((records) => readPerson(records, holderId));
  return isRingingElsewhere({ holderIds, confirmedAt: undefined }, ports);
}

function without(contact: Contact, told: readonly FormerAddress[]): Contact {
  const ids = told.map(({ messageId }) => messageId);
  const left = contact.formerAddresses.filter(({ messageId }) => !ids.includes(messageId));
  return { ...contact, formerAddresses: left };
}
