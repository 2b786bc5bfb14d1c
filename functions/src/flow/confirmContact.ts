import type { AddressedChannel, Contact } from "../domain/contact.ts";
import { giveBack, openCode } from "../domain/contactCode.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { keepContact, readOwnContact } from "./keepContact.ts";
import type { HashCode } from "./messagePorts.ts";
import type { Clock, NewId, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

interface Ports {
  readonly transact: Transact<"holders" | "cards" | "devices" | "contacts" | "audit">;
  readonly hashCode: HashCode;
  readonly newId: NewId;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** A code that a signed-in holder gives back, as it came by one channel. */
export interface GivenCode {
  readonly holderId: string;
  readonly signedInAt: Date;
  readonly channel: AddressedChannel;
  readonly code: string;
}

const noneOpen = refuse(
  "contact_code_refused",
  "No code is waited for: it has expired, or was wrong too often. Set the address again for a new one.",
);

/**
 * Puts an address to use on the code that was sent there, and owes the one before it a word (`tellFormerAddresses`). Only
 * right after signing in by card. The right code again answers the same; a wrong one is counted, `contact_code_refused`.
 */
export async function confirmContact(given: GivenCode, ports: Ports): Promise<Decision<Contact>> {
  const by = { holderId: given.holderId };
  const asked = { act: "contactRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await confirm(given, ports), asked);
}

async function confirm(given: GivenCode, ports: Ports): Promise<Decision<Contact>> {
  const { transact, hashCode, newId, sessionLife, clock } = ports;
  const { holderId, channel } = given;
  const now = clock();
  if (!isFreshlySignedIn(given.signedInAt, now, sessionLife)) return signInAgain;
  return transact(async (records): Promise<Decision<Contact>> => {
    const own = await readOwnContact(records, holderId);
    if (isRefused(own)) return own;
    const code = openCode(own.contact, channel, now);
    if (!code) return noneOpen;
    const hash = hashCode(code.salt, code.address, given.code);
    const back = giveBack(own.contact, { channel, code, hash }, { now, messageId: newId() });
    const kept = keepContact(records, own, { after: back.contact, now });
    return back.triesLeft === undefined ? kept : wrong(back.triesLeft);
  });
}

function wrong(triesLeft: number): Refused {
  if (triesLeft === 0) return noneOpen;
  const left = triesLeft === 1 ? "one try is" : `${triesLeft} tries are`;
  return refuse("contact_code_refused", `The code is wrong; ${left} left.`);
}
