import { expect, test } from "vitest";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import { viewOfCheck } from "../../functions/src/entry/clearanceView.ts";
import { ann, bob, type CounterWorld } from "../doubles/counterWorld.ts";
import { revokedAtCounter } from "../doubles/revokedAtCounter.ts";

const publicUrl = "https://katazuke.example";

/** What each of the two clerks is told of the initialisation when they look. */
async function toldOf(world: CounterWorld, clearanceId: string) {
  const views = [ann, bob].map(async (clerk) => {
    const shown = await world.look(clearanceId, clerk);
    if ("refused" in shown) throw new Error(`the look was refused: ${shown.refused}`);
    return ClearanceView.parse(viewOfCheck(shown, { clerk, publicUrl })).initialisation;
  });
  return Promise.all(views);
}

test("where a shop takes two people, each clerk is told whether it is theirs to confirm", async () => {
  const { world, clearanceId } = await revokedAtCounter(true);
  expect(await toldOf(world, clearanceId)).toEqual([undefined, undefined]);
  await world.initialised(clearanceId, ann);
  const waits = { state: "awaitsSecondClerk", at: "2026-11-22T09:00:00.000Z" };
  expect(await toldOf(world, clearanceId)).toEqual([
    { ...waits, mayConfirm: false },
    { ...waits, mayConfirm: true },
  ]);
  await world.initialised(clearanceId, bob);
  const recorded = { state: "recorded", at: "2026-11-22T09:00:00.000Z", mayConfirm: false };
  expect(await toldOf(world, clearanceId)).toEqual([recorded, recorded]);
});
