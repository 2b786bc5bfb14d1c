import { z } from "zod";
import type { RevocationView } from "../../../functions/src/contract/revocation.ts";
import { awaitConfirmed } from "../../scenario/erasure.ts";
import { FirestoreConsole } from "../../scenario/firestoreConsole.ts";
import { type PhonesClient, phonesClient } from "../../scenario/phonesClient.ts";
import { addressesOfStack } from "../../stack/addresses.ts";
import { postJson } from "../../stack/phones/holder.ts";

/** A person at the counter with a phone that is enrolled. */
export interface Customer {
  readonly holder: string;
  readonly phone: string;
  readonly deviceId: string;
}

const addresses = addressesOfStack();
const documents = new FirestoreConsole(addresses);

/** What drives the simulated phones. */
export const phones: PhonesClient = phonesClient(addresses.phones.url);

const Made = z.object({ phone: z.string() });

/** Somebody comes to the counter with a phone. */
export async function newCustomer(platform: "android" | "ios" = "android"): Promise<Customer> {
  const holder = await phones.newHolder();
  const made = await postJson(`${addresses.phones.url}/phones`, { holder, model: "Sample 8", platform });
  const { phone } = Made.parse(made.body);
  const { deviceId } = z.object({ deviceId: z.string() }).parse(await phones.enrol(phone));
  return { holder, phone, deviceId };
}

/** What the customer reads out: the hand-over code as the app shows it, in two groups. */
export async function readOut({ phone }: Customer): Promise<string> {
  const { receptionNumber, code } = await phones.handOverCode(phone);
  return `${receptionNumber} ${code}`;
}

/** The customer revokes this phone with the card, at a PC. */
export function revokeByCard({ holder, deviceId }: Customer): Promise<RevocationView> {
  return phones.revoke(holder, { devices: [deviceId], cause: "handedOn" });
}

/** Somebody comes to the counter with a phone that was revoked at home, and has erased and answered there. */
export async function erasedAtHome(): Promise<Customer> {
  const customer = await newCustomer();
  const { devices } = await revokeByCard(customer);
  for (const device of devices) await awaitConfirmed(documents, device);
  return customer;
}
