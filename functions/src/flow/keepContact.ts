import type { Contact } from "../domain/contact.ts";
import type { Holder } from "../domain/holder.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import { appendAudit } from "./appendAudit.ts";
import type { Records } from "./ports.ts";
import { readContact } from "./readContact.ts";

/** A signed-in holder and how the holder wants to be reached. */
interface OwnContact {
  readonly holder: Holder;
  readonly contact: Contact;
}

/** A holder's own contact; `not_signed_in` for whoever is signed in and no holder. */
export async function readOwnContact(
  records: Pick<Records, "holders" | "cards" | "contacts">,
  holderId: string,
): Promise<Decision<OwnContact>> {
  const holder = await records.holders.read(holderId);
  if (!holder) return refuse("not_signed_in", "Open a session with the card first.");
  return { holder, contact: await readContact(records, holderId) };
}

/** Keeps a contact that differs from what it was, and tells it in the holder's audit where what is used has changed. */
export function keepContact(
  records: Pick<Records, "holders" | "devices" | "contacts" | "audit">,
  { holder, contact: before }: OwnContact,
  { after, now }: { after: Contact; now: Date },
): Contact {
  if (JSON.stringify(after) === JSON.stringify(before)) return before;
  records.contacts.keep(after);
  if (JSON.stringify(inUse(after)) === JSON.stringify(inUse(before))) return after;
  const subjects = [`contacts/${holder.holderId}`];
  const fact = { act: "contactChanged", actor: "holder", method: "session", subjects, at: now } as const;
  appendAudit(records, holder, [fact]);
  return after;
}

/** In one order, so that equal ones look alike; codes that are waited for are in nobody's use. */
function inUse({ locale, timeZone, email, phoneNumber, channels, wantsTips }: Contact) {
  return { locale, timeZone, email, phoneNumber, channels, wantsTips };
}
