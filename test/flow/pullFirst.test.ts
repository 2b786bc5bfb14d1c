import { expect, test } from "vitest";
import { makerReports } from "../doubles/resets.ts";
import { answer, revokedAtCounter } from "../doubles/revokedAtCounter.ts";

async function atCheck() {
  const story = await revokedAtCounter();
  const step = async () => {
    const shown = await story.world.look(story.clearanceId);
    return "clearance" in shown ? shown.clearance.step : shown.refused;
  };
  return { ...story, step };
}

test("a maker's reset during a check is waited for while the SEI-TSM is asked, then it is asked again, then the maker is", async () => {
  const { world, wipeId, clearanceId, step } = await atCheck();
  world.tsm = async () => ({ outcome: "accepted" });
  world.setMinutes(1);
  await makerReports(world);
  expect(await step()).toBe("wait");
  await world.attempt(wipeId);
  expect(await step()).toBe("wait");
  world.setMinutes(3);
  expect(await step()).toBe("pullNow");
  await world.pull(clearanceId);
  expect(await step()).toBe("wait");
  await world.attempt(wipeId);
  expect(world.asked).toHaveLength(2);
  world.setMinutes(8);
  expect(await step()).toBe("askMaker");
});

test("a phone that failed long ago is pulled, waited for, and given up only on what it says then", async () => {
  const { world, wipeId, clearanceId, step } = await atCheck();
  await answer(world, wipeId, "failed");
  world.setMinutes(20);
  expect(await step()).toBe("pullNow");
  await world.pull(clearanceId);
  expect(await step()).toBe("wait");
  world.setMinutes(21);
  await answer(world, wipeId, "failed", 2);
  expect(await step()).toBe("askMaker");
});

test("a phone whose next attempt was due anyway is freed by the pull like any other", async () => {
  const { world, wipeId, clearanceId, step } = await atCheck();
  await answer(world, wipeId, "failed");
  world.setMinutes(25);
  for (const minutes of [25, 25.2]) {
    world.setMinutes(minutes);
    await world.pull(clearanceId);
    expect(await step()).toBe("wait");
  }
});
