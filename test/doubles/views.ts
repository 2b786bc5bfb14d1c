import type { Declaration } from "../../functions/src/domain/declaration.ts";
import type { ResetCapability } from "../../functions/src/domain/resetCapability.ts";
import { declareDevice } from "../../functions/src/flow/declareDevice.ts";
import { listDevices } from "../../functions/src/flow/listDevices.ts";
import { planHandOver } from "../../functions/src/flow/planHandOver.ts";
import { showDevice } from "../../functions/src/flow/showDevice.ts";
import type { ViewPorts } from "../../functions/src/flow/viewPorts.ts";
import { sampleRules } from "./sampleRules.ts";
import { schedule, type World } from "./world.ts";

const day = 24 * 60 * 60_000;

/** What is publicly known, as it is shipped. */
export const sampleRegistry: readonly ResetCapability[] = [
  { capabilityId: "android", platform: "android", clears: "no", source: "A page", statedOn: "2026-11-22" },
  { capabilityId: "iphone", platform: "ios", clears: "yes", source: "A page", statedOn: "2026-11-22" },
];

/** What views are made with; texts are their codes. */
function sampleViewPorts({ clock }: Pick<World, "clock">): ViewPorts {
  const inBoth = (text: string) => ({ ja: `ja ${text}`, en: `en ${text}` });
  return {
    clock,
    hibernation: { after: 90 * day, spread: 15 * day },
    readRegistry: async () => sampleRegistry,
    render: {
      erasure: ({ state, evidence }) => inBoth(`${state} ${evidence}`),
      instruction: (instruction) => inBoth(instruction),
    },
  };
}

/** Makes a device's live view anew. */
export function showIn(world: World, deviceId: string): Promise<void> {
  return showDevice(deviceId, { ...sampleViewPorts(world), transact: world.store.transact });
}

/** The holder, signed in by card that many minutes after the start, looks at all devices. */
export function listIn(
  world: World,
  holderId: string,
  signedInAt: Date = world.clock(),
): ReturnType<typeof listDevices> {
  const ports = { ...sampleViewPorts(world), ...sessionOf(world), transact: world.store.read };
  return listDevices({ holderId, signedInAt }, ports);
}

/** The holder, signed in by card just now unless told, says what became of a phone. */
export function declareIn(
  world: World,
  said: { holderId: string; deviceId: string; declaration: Declaration; signedInAt?: Date },
): ReturnType<typeof declareDevice> {
  const ports = {
    ...sampleViewPorts(world),
    ...sessionOf(world),
    transact: world.store.transact,
    rules: sampleRules,
  };
  return declareDevice({ signedInAt: world.clock(), ...said }, ports);
}

/** The holder, signed in by card just now unless told, names the day on which a phone is handed over. */
export function planIn(
  world: World,
  asked: { holderId: string; deviceId: string; on: string | null; signedInAt?: Date },
): ReturnType<typeof planHandOver> {
  const { transact } = world.store;
  const ports = { ...sampleViewPorts(world), ...sessionOf(world), transact, rules: sampleRules, schedule };
  return planHandOver({ signedInAt: world.clock(), ...asked }, ports);
}

function sessionOf({ limit, auditRefusal }: World) {
  return { limit, auditRefusal, sessionLife: 600_000 };
}
