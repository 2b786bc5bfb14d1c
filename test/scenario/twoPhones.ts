import { ReplacementConfirmed } from "../../functions/src/contract/replaceDevice.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import { insistOneRevoked, type RevokedDevice } from "./erasure.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { awaitUntil } from "./insist.ts";
import { type PhonesClient, phonesClient } from "./phonesClient.ts";

/** A holder with an old phone and a new one, both enrolled, and those who look at them. */
export interface TwoPhones {
  readonly phones: PhonesClient;
  readonly console: FirestoreConsole;
  readonly old: PhoneView;
  readonly fresh: PhoneView;
}

/** Gives a new holder, who reads English, an old phone and a new one. */
export async function enrolTwoPhones({ addresses }: ScenarioStack, models: readonly [string, string]) {
  const phones = phonesClient(addresses.phones.url);
  const holder = await phones.newHolder();
  const old = await phones.enrol(await phones.newPhone(holder, models[0]));
  const fresh = await phones.enrol(await phones.newPhone(holder, models[1]));
  await phones.setContact(fresh.phone, { locale: "en" });
  return { phones, console: new FirestoreConsole(addresses), old, fresh };
}

/** The holder moves to the new phone: the old one's certificates are revoked with the card (1-1). */
export async function moveToNew({ phones, old, fresh }: TwoPhones): Promise<RevokedDevice> {
  const confirmed = ReplacementConfirmed.parse(await phones.replace(fresh.phone, "confirm"));
  return insistOneRevoked(confirmed, old.deviceId);
}

/** Waits until the new phone shows a notification with this title, and answers its text. */
export async function awaitShown({ phones, fresh }: TwoPhones, title: string): Promise<string> {
  const shown = await awaitUntil(`the new phone shows "${title}"`, {
    look: async () => (await phones.view(fresh.phone)).notifications,
    isThere: (seen) => seen.some((one) => one.title === title),
  });
  return shown.find((one) => one.title === title)?.body ?? "";
}
