import { expect, test } from "vitest";
import { readChaosOptions } from "./options.ts";

test("seed, phones and minutes are taken as said, 200 phones and 5 minutes unless said", () => {
  expect(readChaosOptions(["--seed", "7", "--phones", "20", "--minutes", "2"])).toMatchObject({
    seed: 7,
    phones: 20,
    seconds: 120,
  });
  expect(readChaosOptions([])).toMatchObject({ phones: 200, seconds: 300, severe: true });
});

test("what makes no sense is named", () => {
  expect(() => readChaosOptions(["--phones", "0"])).toThrow("phones");
  expect(() => readChaosOptions(["--minutes", "600"])).toThrow("minutes");
  expect(() => readChaosOptions(["--hours", "1"])).toThrow("--hours");
});
