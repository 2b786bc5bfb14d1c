import { resetClears } from "../domain/resetCapability.ts";
import type { ReadRegistry, ReadResetCapability } from "../flow/viewPorts.ts";
import { remember } from "./memory.ts";
import { services } from "./services.ts";

/** How old what is known of resets may be, milliseconds. */
const registryMemory = 300_000;

/** The whole reset registry, read once in five minutes: it is small, and seldom changes. */
export const readRegistry: ReadRegistry = remember(registryMemory, () =>
  services.store().read(({ resetCapabilities }) => resetCapabilities.all()),
);

/** Whether initialising such a phone clears its secure element, by the same registry. */
export const readResetCapability: ReadResetCapability = async (handset) =>
  resetClears(await readRegistry(), handset);
