import { describe, expect, test } from "vitest";
import {
  type Hold,
  holdMoves,
  holdStates,
  holdVerbs,
  moveHold,
  putOffReminder,
  withNextStep,
} from "../../functions/src/domain/hold.ts";
import { holdSchedule } from "../doubles/holdWorld.ts";
import { minutesLater, sampleHold } from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);

test("every hold state meets every verb as designed", () => {
  expect(holdMoves).toEqual({
    open: { release: "released", escalate: "escalated", finish: "over" },
    joined: { release: "released", escalate: "joined", finish: "over" },
    released: { release: "released", escalate: "released", finish: "released" },
    escalated: { release: { refused: "certificate_revoked" }, escalate: "escalated", finish: "escalated" },
    over: { release: { refused: "not_on_hold" }, escalate: "over", finish: "over" },
  });
  expect(holdStates).toEqual(["open", "joined", "released", "escalated", "over"]);
  expect(holdVerbs).toEqual(["release", "escalate", "finish"]);
});

test("a hold that ends has no next step any more, and a repeat changes nothing", () => {
  const open = withNextStep(sampleHold, holdSchedule);
  expect(moveHold(open, "release")).toEqual({ ...sampleHold, state: "released" });
  const released: Hold = { ...sampleHold, state: "released" };
  expect(moveHold(released, "release")).toBe(released);
});

describe("the clock of a hold", () => {
  test.each([
    [0, 1],
    [1, 3],
    [2, 7],
    [3, 37],
    [4, 67],
  ])("after %i reminders, the next one is due %i days after the hold", (reminders, days) => {
    const hold = withNextStep({ ...sampleHold, reminders }, holdSchedule);
    expect(hold).toMatchObject({ nextStep: "remind", nextStepAt: daysLater(days) });
  });

  test("does what the holder chose in advance as soon as that comes before, or with, the next reminder", () => {
    const escalatingAfter = (days: number) =>
      withNextStep({ ...sampleHold, reminders: 1, escalateAt: daysLater(days) }, holdSchedule);
    expect(escalatingAfter(2)).toMatchObject({ nextStep: "escalate", nextStepAt: daysLater(2) });
    expect(escalatingAfter(3)).toMatchObject({ nextStep: "escalate", nextStepAt: daysLater(3) });
    expect(escalatingAfter(4)).toMatchObject({ nextStep: "remind", nextStepAt: daysLater(3) });
  });

  test("puts a reminder off, but not what the holder chose in advance", () => {
    const due = withNextStep(sampleHold, holdSchedule);
    expect(putOffReminder(due, daysLater(2))).toEqual({
      ...due,
      nextStep: "remind",
      nextStepAt: daysLater(2),
    });
    const escalating = { ...due, escalateAt: daysLater(2) };
    expect(putOffReminder(escalating, daysLater(1.5))).toEqual({ ...escalating, nextStepAt: daysLater(1.5) });
    for (const days of [2, 5])
      expect(putOffReminder(escalating, daysLater(days))).toEqual({
        ...{ ...escalating, nextStep: "escalate", nextStepAt: daysLater(2) },
      });
  });
});
