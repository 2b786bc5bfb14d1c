import { expect, test } from "vitest";
import { addCounts, dayOf, totalOf } from "../../functions/src/domain/refusalCount.ts";

test("counts add up by route and refusal", () => {
  const one = { acknowledgeWipe: { malformed_request: 2 }, registerDevice: { chain_untrusted: 1 } };
  const other = { acknowledgeWipe: { malformed_request: 3, acknowledgement_refused: 4 } };
  const sum = addCounts(one, other);
  expect(sum).toEqual({
    acknowledgeWipe: { malformed_request: 5, acknowledgement_refused: 4 },
    registerDevice: { chain_untrusted: 1 },
  });
  expect(totalOf(sum)).toBe(10);
  expect(totalOf({})).toBe(0);
});

test("a day ends at midnight UTC", () => {
  expect(dayOf(new Date("2026-11-22T23:59:59.999Z"))).toBe("2026-11-22");
  expect(dayOf(new Date("2026-11-23T00:00:00.000Z"))).toBe("2026-11-23");
});
