import { describe, expect, test } from "vitest";
import { hasCommand, receiveCommand } from "../../functions/src/domain/receiveCommand.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, sampleWipe } from "../doubles/samples.ts";

/** Attempts after 0, 5 and 30 minutes, then every day; a phone that said not now has 15 minutes. */
const schedule = {
  points: [0, 300_000, 1_800_000],
  afterwards: 86_400_000,
  deferral: 900_000,
  jitter: 0,
  quiet: 0,
  handOver: { gap: 120 * 60_000, window: 3 * 24 * 60 * 60_000 },
};

/** A wipe after its phone asked, so many minutes from the opening. */
function asked(wipe: Wipe, minutes: number): Wipe {
  return receiveCommand(wipe, schedule, { now: minutesLater(minutes), chance: 0 });
}

describe("handing a phone its command", () => {
  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)(
    "makes a wipe that is %s received, with the attempt under way ended and the next one later",
    (state) => {
      const wipe = { ...sampleWipe, state, attempts: 1, attemptIsOpen: true };
      expect(asked(wipe, 1)).toEqual({
        ...wipe,
        state: "received",
        attemptIsOpen: false,
        nextStepAt: minutesLater(16),
      });
      expect(asked(wipe, 6)).toMatchObject({ state: "received", nextStepAt: minutesLater(30) });
    },
  );

  test("gives the phone as long as one that said not now, before an attempt that is due sooner", () => {
    expect(asked(sampleWipe, 0)).toMatchObject({ nextStepAt: minutesLater(15) });
    const planned = { ...sampleWipe, state: "sent", nextStepAt: minutesLater(30) } as const;
    expect(asked(planned, 29)).toMatchObject({ state: "received", nextStepAt: minutesLater(44) });
  });

  test("leaves an attempt where it is that is planned later than that", () => {
    const planned = { ...sampleWipe, state: "sent", nextStepAt: minutesLater(30) } as const;
    expect(asked(planned, 6)).toMatchObject({ state: "received", nextStepAt: minutesLater(30) });
  });

  test("again and again puts the attempt off once and no more", () => {
    const first = asked({ ...sampleWipe, state: "sent", nextStepAt: minutesLater(30) }, 29);
    expect(asked(asked(first, 35), 43)).toMatchObject({ nextStepAt: minutesLater(44) });
    expect(asked(first, 50)).toMatchObject({ nextStepAt: minutesLater(44) });
  });

  test("ends why it was stuck", () => {
    const stuck = { ...sampleWipe, state: "stuck", cause: "unreachable" } as const;
    expect(asked(stuck, 1)).not.toHaveProperty("cause");
  });

  test("after the schedule is over leaves it stuck, with its cause and its attempt", () => {
    const planned = minutesLater(60);
    const stuck = { ...sampleWipe, state: "stuck", cause: "windowOver", nextStepAt: planned } as const;
    for (const minutes of [31, 59, 60, 90]) expect(asked(stuck, minutes)).toBe(stuck);
  });

  test("after the schedule is over leaves an attempt under way open, so that its end is recorded", () => {
    const open = { ...sampleWipe, state: "received", attempts: 3, attemptIsOpen: true } as const;
    expect(asked(open, 31)).toBe(open);
  });

  test("after the schedule is over puts no planned attempt off that the phone had its time before", () => {
    const received = { ...sampleWipe, state: "received", nextStepAt: minutesLater(60) } as const;
    expect(asked(asked(received, 50), 59)).toMatchObject({ nextStepAt: minutesLater(60) });
  });

  test.each([
    ["on its holder's word", { declared: "initialised" }],
    ["because its time was over", {}],
  ] as const)("hands the command of one that was closed %s, and leaves it closed", (_, word) => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const closed = { ...rest, state: "closedUnverified", ...word } as const;
    expect(hasCommand(closed)).toBe(true);
    expect(asked(closed, 1)).toBe(closed);
    expect(hasCommand({ ...closed, scope: "applet" })).toBe(false);
  });

  test("leaves one alone that is the SEI-TSM's, or has ended", () => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const others = [
      { ...sampleWipe, nextStep: "askTsm" },
      { ...rest, state: "confirmed" },
      { ...rest, state: "cancelled" },
    ] as const;
    for (const wipe of others) {
      expect(hasCommand(wipe)).toBe(false);
      expect(asked(wipe, 1)).toBe(wipe);
    }
  });
});
