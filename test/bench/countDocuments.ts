import { z } from "zod";
import { sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { CountedWorld } from "./countedWorld.ts";
import type { Counts } from "./tally.ts";

/** One step on the way from revocation to confirmation, and what it cost. */
export interface CountedStep {
  readonly step: string;
  readonly counts: Counts;
}

const Stored = z.object({ state: z.string(), nonce: z.string() });

/** Takes one phone with two certificates from revocation to confirmation. Throws when it doesn't end confirmed. */
export async function countDocuments(): Promise<readonly CountedStep[]> {
  const world = new CountedWorld();
  const steps: CountedStep[] = [];
  const note = (step: string) => steps.push({ step, counts: world.counted.tally.take() });
  await world.enrolled();
  world.counted.tally.take();
  const shown = await world.revoke();
  if ("refused" in shown) throw new Error(`the revocation was refused: ${shown.refused}`);
  note("revocation");
  const wipeId = shown.devices[0]?.wipe.wipeId ?? "";
  // As the trigger does: its event brings the wipe along.
  const told = await world.store.readWipe(wipeId);
  world.counted.tally.take();
  await world.attempt(wipeId, told);
  note("attempt");
  const { nonce } = await wipeOf(world, wipeId);
  const results = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results });
  note("acknowledgement");
  const { state } = await wipeOf(world, wipeId);
  if (state !== "confirmed") throw new Error(`the wipe ended as ${state}`);
  await world.attempt(wipeId);
  note("task that comes after the end");
  return steps;
}

async function wipeOf(world: CountedWorld, wipeId: string): Promise<z.infer<typeof Stored>> {
  return Stored.parse((await world.counted.firestore.doc(`wipes/${wipeId}`).get()).data());
}
