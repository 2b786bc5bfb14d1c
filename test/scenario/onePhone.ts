import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import { insistOneRevoked, type RevokedDevice } from "./erasure.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { type PhonesClient, phonesClient } from "./phonesClient.ts";

/** A holder with one enrolled phone, and those who look at it. */
export interface OnePhone {
  readonly phones: PhonesClient;
  readonly console: FirestoreConsole;
  readonly holder: string;
  /** As it was when it was enrolled. */
  readonly enrolled: PhoneView;
}

/** Gives a new holder a phone and enrols it; `isProven` with the SEI-TSM's word. */
export async function enrolOnePhone(
  { addresses }: ScenarioStack,
  model: string,
  isProven = false,
): Promise<OnePhone> {
  const phones = phonesClient(addresses.phones.url);
  const holder = await phones.newHolder();
  const enrolled = await phones.enrol(await phones.newPhone(holder, model), { proven: isProven });
  return { phones, console: new FirestoreConsole(addresses), holder, enrolled };
}

/** Revokes the phone's certificates with the card, from a PC. */
export async function revokeFromPc(
  { phones, holder, enrolled }: OnePhone,
  cause: string,
): Promise<RevokedDevice> {
  return insistOneRevoked(await phones.revoke(holder, { devices: "all", cause }), enrolled.deviceId);
}

/** The thumbprints of what is on the chip. */
export function onChip({ secureElement }: PhoneView): readonly (string | undefined)[] {
  return [secureElement.signing.thumbprint, secureElement.authentication.thumbprint];
}
