import { randomUUID } from "node:crypto";
import { HoldView } from "../../../functions/src/contract/hold.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import type { Card } from "../../stack/authorities/cards.ts";
import { postJson } from "../../stack/phones/holder.ts";
import { certificateNameOf } from "../../stack/staff/certificateName.ts";
import { createStaffAccount } from "../../stack/staff/staffAccount.ts";

/** Somebody who works there: the ID token lives on, whatever became of the account. */
export interface Employee {
  readonly uid: string;
  readonly idToken: string;
}

/** Employees, and the hold that an agent has placed on the own holder's phone in use. */
export interface CallCentre {
  readonly agent: Employee;
  readonly clerk: Employee;
  /** Was an agent; the account was disabled since. */
  readonly former: Employee;
  readonly holdId: string;
}

/** Opens a call centre, in which an agent places a hold for the caller who has this card. */
export async function openCallCentre(addresses: StackAddresses, card: Card): Promise<CallCentre> {
  const employ = async (role: string) => {
    const account = await createStaffAccount(addresses, role);
    return { account, uid: account.uid, idToken: await account.signIn() };
  };
  const [agent, clerk, former] = [await employ("agent"), await employ("clerk"), await employ("agent")];
  await former.account.disable();
  const headers = { authorization: `Bearer ${agent.idToken}` };
  const { body } = await postJson(`${addresses.hostingUrl}/v1/holds`, holdOf(card), headers);
  return { agent, clerk, former, holdId: HoldView.parse(body).holdId };
}

/** What an agent sends for a caller whom the CA's records know by this card. */
export function holdOf({ certificate }: Card) {
  const certificates = [certificateNameOf(certificate)];
  return { requestId: randomUUID(), identifiedBy: "callBack", certificates };
}
