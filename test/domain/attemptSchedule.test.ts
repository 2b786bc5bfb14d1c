import { describe, expect, test } from "vitest";
import { nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import { minutesLater, start } from "../doubles/samples.ts";

/** Now, after 5 min and after 30 min; then every day. */
const schedule = { points: [0, 5 * 60_000, 30 * 60_000], afterwards: 24 * 60 * 60_000 };

describe("the next attempt", () => {
  test.each([
    [0, 5],
    [4, 5],
    [5, 30],
    [29, 30],
  ])("%i min after the opening is due after %i min", (elapsed, due) => {
    expect(nextAttempt(schedule, start, minutesLater(elapsed))).toEqual({
      at: minutesLater(due),
      isExhausted: false,
    });
  });

  test("is counted from the opening: a late task doesn't move the later ones", () => {
    expect(nextAttempt(schedule, start, minutesLater(17)).at).toEqual(minutesLater(30));
  });

  test("skips what was missed, so that catching up is never a burst", () => {
    expect(
      nextAttempt({ ...schedule, points: [0, 60_000, 120_000, 600_000] }, start, minutesLater(3)),
    ).toEqual({
      at: minutesLater(10),
      isExhausted: false,
    });
  });

  test.each([30, 31, 100_000])("after the last point, at %i min, comes a whole gap later", (elapsed) => {
    expect(nextAttempt(schedule, start, minutesLater(elapsed))).toEqual({
      at: minutesLater(elapsed + 24 * 60),
      isExhausted: true,
    });
  });

  test("for a clock that lies before the opening is the opening's own", () => {
    expect(nextAttempt(schedule, start, minutesLater(-1))).toEqual({ at: start, isExhausted: false });
  });
});
