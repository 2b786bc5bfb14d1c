import { expect, test } from "vitest";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { driveWipe } from "../../functions/src/flow/driveWipe.ts";
import { minutesLater, sampleWipe, start } from "../doubles/samples.ts";

async function drive(wipe: Wipe): Promise<string[]> {
  const calls: string[] = [];
  await driveWipe(
    { wipe, version: "1" },
    {
      attempt: async (wipeId, { version }) => {
        calls.push(`attempt ${wipeId}, known as ${version}`);
      },
      scheduleAttempt: async (wipeId, at) => {
        calls.push(`schedule ${wipeId} ${at.toISOString()}`);
      },
      clock: () => start,
    },
  );
  return calls;
}

test("a wipe whose attempt is due is attempted at once", async () => {
  expect(await drive(sampleWipe)).toEqual(["attempt wipe-1, known as 1"]);
});

test("a wipe whose attempt is due later is scheduled", async () => {
  const calls = await drive({ ...sampleWipe, state: "sent", nextStepAt: minutesLater(5) });
  expect(calls).toEqual(["schedule wipe-1 2026-11-22T09:05:00.000Z"]);
});

test("a wipe whose attempt is being made is left to its lease and the sweep", async () => {
  expect(await drive({ ...sampleWipe, attemptIsOpen: true, nextStepAt: minutesLater(2) })).toEqual([]);
});

test("a wipe that has ended is nothing to do", async () => {
  const { nextStep, nextStepAt, ...ended } = sampleWipe;
  expect(await drive({ ...ended, state: "confirmed", endedAt: start })).toEqual([]);
});
