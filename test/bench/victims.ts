import type { PhonesClient } from "../scenario/phonesClient.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { signRevocation } from "../stack/phones/holder.ts";

/** A phone to be revoked. */
export interface Victim {
  readonly holder: string;
  readonly deviceId: string;
  readonly target: string;
}

const phonesPerHolder = 5;

/** Enrols so many phones, each offline, so that none answers while something is measured. */
export async function enrolOffline(client: PhonesClient, count: number): Promise<Victim[]> {
  const victims: Victim[] = [];
  let holder = "";
  for (let index = 0; index < count; index++) {
    if (index % phonesPerHolder === 0) holder = await client.newHolder();
    const phone = await client.newPhone(holder, "Phone to measure");
    const { deviceId = "", pushTarget } = await client.enrol(phone);
    await client.flip(phone, { online: false });
    victims.push({ holder, deviceId, target: pushTarget?.value ?? "" });
  }
  return victims;
}

/** The application that revokes a phone, signed with its holder's card. */
export async function applicationFor(
  { holder, deviceId }: Victim,
  client: PhonesClient,
  { hostingUrl }: StackAddresses,
): Promise<string> {
  return signRevocation(await client.cardOf(holder), hostingUrl, { devices: [deviceId], cause: "lost" });
}
