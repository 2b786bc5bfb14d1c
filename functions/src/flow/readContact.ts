import { type Contact, contactUnsaid } from "../domain/contact.ts";
import type { Records } from "./ports.ts";
import { type HolderIds, readPerson } from "./readPerson.ts";

/**
 * How the person behind a holder's id wants to be reached, whichever of the person's ids it was said under; what was never
 * said is as for everybody. What is still owed under another id stays there, so that it is paid once.
 */
export async function readContact(
  records: Pick<Records, "cards" | "contacts">,
  holderId: string,
): Promise<Contact> {
  const own = await records.contacts.read(holderId);
  if (own) return own;
  const ids = await readPerson(records, holderId);
  const others = ids.filter((id) => id !== holderId).map((id) => records.contacts.read(id));
  const said = (await Promise.all(others)).find((contact) => contact !== undefined);
  return said ? { ...said, holderId, codes: {}, formerAddresses: [] } : contactUnsaid(holderId);
}

/**
 * How a person is reached, given all of their ids, the present one first: what was said under that one counts before what was
 * said under earlier ones. For sending alone: it is nothing to write back.
 */
export async function readReach(
  { contacts }: Pick<Records, "contacts">,
  holderIds: HolderIds,
): Promise<Contact> {
  const said = await Promise.all(holderIds.map((id) => contacts.read(id)));
  return said.find((contact) => contact !== undefined) ?? contactUnsaid(holderIds[0]);
}
