import {
  addressedChannels,
  addressOf,
  awaitCode,
  awaitNone,
  type Contact,
  isTimeZone,
  type Preferences,
  prefer,
  useAddress,
} from "../domain/contact.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { keepContact, readOwnContact } from "./keepContact.ts";
import type { NewId, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import { type CodePorts, type SaidAddresses, type SentCodes, sendCodes } from "./sendCodes.ts";

interface Ports extends CodePorts {
  readonly read: Transact<"holders" | "cards" | "contacts">;
  readonly transact: Transact<"holders" | "cards" | "devices" | "contacts" | "mails" | "audit">;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
}

/** What a signed-in holder says of how to be reached: an address, `null` to take one back; what is absent stays. */
export interface SaidContact extends Preferences {
  readonly holderId: string;
  readonly signedInAt: Date;
  readonly email?: string | null;
  readonly phoneNumber?: string | null;
}

const noSuchZone = refuse(
  "malformed_request",
  "timeZone: a name from the IANA time zone database, such as Asia/Tokyo.",
);

/**
 * Keeps how a holder wants to be reached. Only right after signing in by card, `not_signed_in` later: whoever finds a phone
 * that is still signed in must not be able to turn warnings away from their holder. A new address gets a code and isn't used
 * until that was given back. Codes go out before anything is kept: what is refused has changed nothing, and after a
 * crash in between the holder has a code that doesn't work, and asks again.
 */
export async function setContact(said: SaidContact, ports: Ports): Promise<Decision<Contact>> {
  const by = { holderId: said.holderId };
  const asked = { act: "contactRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await change(said, ports), asked);
}

async function change(said: SaidContact, ports: Ports): Promise<Decision<Contact>> {
  const { transact, sessionLife, clock, newId } = ports;
  const now = clock();
  if (!isFreshlySignedIn(said.signedInAt, now, sessionLife)) return signInAgain;
  if (said.timeZone !== undefined && !isTimeZone(said.timeZone)) return noSuchZone;
  const addresses: SaidAddresses = { email: said.email, sms: said.phoneNumber };
  const before = await ports.read((records) => readOwnContact(records, said.holderId));
  if (isRefused(before)) return before;
  const sent = await sendCodes(prefer(before.contact, said), addresses, ports);
  if (isRefused(sent)) return sent;
  return transact(async (records): Promise<Decision<Contact>> => {
    const own = await readOwnContact(records, said.holderId);
    if (isRefused(own)) return own;
    const after = address(prefer(own.contact, said), { addresses, sent }, { now, newId });
    return keepContact(records, own, { after, now });
  });
}

/** The contact after what was said of its addresses: taken back at once, a new one once its code comes back. */
function address(
  contact: Contact,
  { addresses, sent }: { addresses: SaidAddresses; sent: SentCodes },
  { now, newId }: { now: Date; newId: NewId },
): Contact {
  return addressedChannels.reduce((after, channel) => {
    const [said, code] = [addresses[channel], sent[channel]];
    if (said === undefined) return after;
    const none = { address: undefined, messageId: newId(), changedAt: now };
    if (said === null) return useAddress(awaitNone(after, channel), channel, none);
    if (said !== addressOf(after, channel)) return code ? awaitCode(after, channel, code) : after;
    // In use already: another that was asked for before isn't wanted any more.
    return after.codes[channel]?.address === said ? after : awaitNone(after, channel);
  }, contact);
}
