import { expect, test } from "vitest";
import { driveReminder } from "../../functions/src/flow/driveReminder.ts";
import { minutesLater, start } from "../doubles/samples.ts";

async function scheduled(before: Date | undefined, after: Date | undefined) {
  const tasks: [string, Date][] = [];
  const scheduleReminder = async (subject: string, at: Date) => void tasks.push([subject, at]);
  await driveReminder("wipes/wipe-1", { before, after }, { scheduleReminder, clock: () => start });
  return tasks;
}

test("a clock that was started or moved has a task come in time", async () => {
  expect(await scheduled(undefined, minutesLater(5))).toEqual([["wipes/wipe-1", minutesLater(5)]]);
  expect(await scheduled(minutesLater(2), minutesLater(5))).toEqual([["wipes/wipe-1", minutesLater(5)]]);
});

test("a clock that stands, stopped or is due already has none", async () => {
  expect(await scheduled(minutesLater(5), minutesLater(5))).toEqual([]);
  expect(await scheduled(minutesLater(5), undefined)).toEqual([]);
  expect(await scheduled(undefined, start)).toEqual([]);
});
