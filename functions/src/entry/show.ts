import { showDevice } from "../flow/showDevice.ts";
import type { ViewPorts } from "../flow/viewPorts.ts";
import { erasureWords, instructionWords } from "../text/view.ts";
import { readRegistry } from "./resetRegistry.ts";
import { services } from "./services.ts";

/** What making views takes, from the deployed services. */
export function viewPorts(): ViewPorts {
  const render = { erasure: erasureWords, instruction: instructionWords };
  return { readRegistry, hibernation: services.reminderRules().hibernation, render, clock: services.clock };
}

/** Makes a device's live view anew, with the deployed services. */
export function show(deviceId: string): Promise<void> {
  return showDevice(deviceId, { ...viewPorts(), transact: services.store().transact });
}
