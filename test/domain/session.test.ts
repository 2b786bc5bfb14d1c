import { expect, test } from "vitest";
import { isFreshlySignedIn } from "../../functions/src/domain/session.ts";
import { minutesLater, start } from "../doubles/samples.ts";

test("a session is fresh for its life, to the millisecond, and never again", () => {
  const life = 10 * 60_000;
  expect(isFreshlySignedIn(start, start, life)).toBe(true);
  expect(isFreshlySignedIn(start, minutesLater(10), life)).toBe(true);
  expect(isFreshlySignedIn(start, new Date(minutesLater(10).getTime() + 1), life)).toBe(false);
});
