import type { Platform } from "../../../functions/src/domain/device.ts";
import type { Narrate } from "../standIn.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import type { SecureElement } from "./secureElement.ts";

/** What an installed app finds on its phone. */
export interface Hardware {
  readonly addresses: PhoneAddresses;
  readonly secureElement: SecureElement;
  /** What the holder types for the certificates. */
  readonly pin: string;
  readonly handset: { platform: Platform; model: string; osVersion: string; appVersion: string };
  readonly isOnline: () => boolean;
  /** Whether the system lets the app work now. */
  readonly isAwake: () => boolean;
  /** How long between two rounds of the app's periodic work, seconds. */
  readonly asksEverySeconds: () => number;
  readonly narrate: Narrate;
}
