import { describe, expect, test } from "vitest";
import { hasCommand, receiveCommand } from "../../functions/src/domain/receiveCommand.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

describe("handing a phone its command", () => {
  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "makes a wipe that is %s received, with the next attempt later",
    (state) => {
      const wipe = { ...sampleWipe, state, attempts: 1, attemptIsOpen: true };
      expect(receiveCommand(wipe, minutesLater(15))).toEqual({
        ...wipe,
        state: "received",
        attemptIsOpen: false,
        nextStepAt: minutesLater(15),
      });
    },
  );

  test("ends why it was stuck", () => {
    const stuck = { ...sampleWipe, state: "stuck", cause: "windowOver" } as const;
    expect(receiveCommand(stuck, minutesLater(15))).not.toHaveProperty("cause");
  });

  test("leaves one alone that is the SEI-TSM's, or has ended", () => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const others = [
      { ...sampleWipe, nextStep: "askTsm" },
      { ...rest, state: "confirmed" },
      { ...rest, state: "cancelled" },
      { ...rest, state: "closedUnverified" },
    ] as const;
    for (const wipe of others) {
      expect(hasCommand(wipe)).toBe(false);
      expect(receiveCommand(wipe, minutesLater(15))).toBe(wipe);
    }
  });
});
