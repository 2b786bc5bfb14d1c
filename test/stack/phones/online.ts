import type { Hardware } from "./hardware.ts";

/** The app has no network, or the system doesn't let it run: nothing was sent. */
export class Offline extends Error {}

/** Throws where the phone has no network. */
export function online(hardware: Hardware): void {
  if (!hardware.isOnline()) throw new Offline("the phone is offline");
}
