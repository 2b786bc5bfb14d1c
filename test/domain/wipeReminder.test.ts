import { describe, expect, test } from "vitest";
import { wipeReminded, withoutReminder, withReminder } from "../../functions/src/domain/wipeReminder.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);
const { wipes: cadence } = sampleRules;

describe("the clock of a wipe", () => {
  test("starts a day after the opening, not after the attempt that starts it", () => {
    expect(withReminder(sampleWipe, cadence)).toEqual({ ...sampleWipe, remindAt: daysLater(1) });
  });

  test("is started once", () => {
    const running = { ...sampleWipe, reminders: 1, remindAt: daysLater(4) };
    expect(withReminder(running, cadence)).toBe(running);
  });

  test.each(["confirmed", "closedUnverified", "cancelled"] as const)(
    "isn't started when it is %s",
    (state) => {
      const { nextStep, nextStepAt, ...rest } = sampleWipe;
      const ended = { ...rest, state };
      expect(withReminder(ended, cadence)).toBe(ended);
    },
  );

  test("goes on by the cadence, over what was missed", () => {
    const running = { ...sampleWipe, remindAt: daysLater(1) };
    expect(wipeReminded(running, cadence, daysLater(1))).toMatchObject({
      reminders: 1,
      remindAt: daysLater(3),
    });
    expect(wipeReminded(running, cadence, daysLater(13))).toMatchObject({
      reminders: 3,
      remindAt: daysLater(14),
    });
  });

  test("stops for good", () => {
    expect(withoutReminder({ ...sampleWipe, remindAt: daysLater(1) })).toEqual(sampleWipe);
  });
});
