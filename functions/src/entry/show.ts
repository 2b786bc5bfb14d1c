import { showDevice } from "../flow/showDevice.ts";
import type { ViewPorts } from "../flow/viewPorts.ts";
import { erasureWords, instructionWords } from "../text/view.ts";
import { parseDuration } from "./durations.ts";
import { once } from "./memory.ts";
import { params } from "./params.ts";
import { readRegistry } from "./resetRegistry.ts";
import { services } from "./services.ts";

const hibernation = once(() => ({
  after: parseDuration(params.hibernatesAfter, { least: "PT1M" }),
  spread: parseDuration(params.hibernationSpread, { least: "PT0S" }),
}));

/** What making views takes, from the deployed services. */
export function viewPorts(): ViewPorts {
  const render = { erasure: erasureWords, instruction: instructionWords };
  return { readRegistry, hibernation: hibernation(), render, clock: services.clock };
}

/** Makes a device's live view anew, with the deployed services. */
export function show(deviceId: string): Promise<void> {
  return showDevice(deviceId, { ...viewPorts(), transact: services.store().transact });
}
