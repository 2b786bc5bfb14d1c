import type { Clerk } from "../../functions/src/flow/counterPorts.ts";
import { proveAtCounter, proveIn } from "../doubles/proofs.ts";
import { sampleDevice } from "../doubles/samples.ts";
import type { Session } from "./sessions.ts";
import type { Story } from "./story.ts";

/** The holder asks for a clearance proof of the old phone. */
export function proving({ world, deviceId }: Story, { holderId, minutesAgo }: Session): Promise<unknown> {
  const signedInAt = new Date(world.clock().getTime() - minutesAgo * 60_000);
  return proveIn(world, { holderId, deviceId, signedInAt });
}

/** A clerk asks for one in a check. */
export function provingThere({ world }: Story, [clearanceId, clerk]: readonly [string, Clerk]) {
  return proveAtCounter(world, { clearanceId, clerk });
}

/** The same after the old phone has answered its wipe, where it has one, that all is gone. */
export function onceErased<T>(ask: (story: Story, who: T) => Promise<unknown>) {
  return async (story: Story, who: T) => {
    await erase(story);
    return ask(story, who);
  };
}

async function erase({ world, phone, deviceId }: Story): Promise<void> {
  const wipes = world.documents.paths("wipes").map((path) => Object(world.documents.at(path)));
  const { wipeId, nonce } = Object(wipes.find((wipe) => wipe.deviceId === deviceId));
  if (wipeId === undefined) return;
  const results = [phone.signing, phone.authentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  await world.acknowledge(
    { commandId: `${wipeId}.1`, nonce, results },
    { ...sampleDevice.deviceKey, x: "1".repeat(43) },
  );
}
