import fc from "fast-check";

const [minute, day] = [60, 86_400];
/** How long nothing happens, from seconds to more than a certificate has left. */
export const wait = fc.record({
  do: fc.constant("wait" as const),
  seconds: fc.constantFrom(
    5,
    minute,
    3 * minute,
    20 * minute,
    60 * minute,
    day,
    2 * day,
    31 * day,
    200 * day,
    400 * day,
  ),
});

/** Between two that are at odds. */
export const shortWait = fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(5, minute) });
