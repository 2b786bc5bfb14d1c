import { sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { showIn } from "../doubles/views.ts";
import type { CountedStep } from "./countDocuments.ts";
import { CountedWorld } from "./countedWorld.ts";

/**
 * What the holder's live view costs beside the wipe itself: once when the wipe opens and once when it ends, and an event that
 * comes a second time. Throws when the view doesn't end as the wipe did.
 */
export async function countView(): Promise<readonly CountedStep[]> {
  const world = new CountedWorld();
  const steps: CountedStep[] = [];
  const [holderId, deviceId] = await world.enrolled();
  const view = () => world.counted.firestore.doc(`holders/${holderId}/devices/${deviceId}`).get();
  const show = async (step: string) => {
    world.counted.tally.take();
    await showIn(world, deviceId);
    steps.push({ step, counts: world.counted.tally.take() });
  };
  await showIn(world, deviceId);
  const shown = await world.revoke();
  const wipe = "devices" in shown ? shown.devices[0]?.wipe : undefined;
  await show("the wipe opens");
  const results = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  await world.acknowledge({ commandId: `${wipe?.wipeId}.1`, nonce: wipe?.nonce ?? "", results });
  await show("the wipe ends");
  const state = Object((await view()).data()?.erasure).state;
  if (state !== "confirmed") throw new Error(`the view ended as ${state}`);
  await show("event that comes twice");
  return steps;
}
