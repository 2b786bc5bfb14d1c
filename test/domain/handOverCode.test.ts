import { expect, test } from "vitest";
import {
  isFreeNumber,
  isLockedCode,
  isOpenCode,
  makeHandOverCode,
} from "../../functions/src/domain/handOverCode.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const about = { receptionNumber: "4821", deviceId: "d".repeat(64), salt: "salt", hash: "hash" };
const code = makeHandOverCode(about, { life: 10 * 60_000, now: start });

test("a code is open until it expires, is overtaken, or was wrong five times", () => {
  expect(isOpenCode(code, minutesLater(9))).toBe(true);
  expect(isOpenCode(code, minutesLater(10))).toBe(false);
  expect(isOpenCode({ ...code, isOvertaken: true }, start)).toBe(false);
  expect(isOpenCode({ ...code, wrongTries: 4 }, start)).toBe(true);
  expect(isOpenCode({ ...code, wrongTries: 5 }, start)).toBe(false);
  expect([4, 5].map((wrongTries) => isLockedCode({ ...code, wrongTries }))).toEqual([false, true]);
});

test("a number is free only once its code would have expired, whatever became of it", () => {
  expect(isFreeNumber(undefined, start)).toBe(true);
  for (const one of [code, { ...code, isOvertaken: true }, { ...code, wrongTries: 5 }])
    expect([isFreeNumber(one, minutesLater(9)), isFreeNumber(one, minutesLater(10))]).toEqual([false, true]);
});
