import { expect, test } from "vitest";
import { readFuzzOptions } from "./options.ts";

test("seed and seconds are taken as said, a minute unless said", () => {
  expect(readFuzzOptions(["--seed", "7", "--seconds", "5"])).toEqual({ seed: 7, seconds: 5 });
  expect(readFuzzOptions([])).toMatchObject({ seconds: 60 });
});

test("one request can be had again", () => {
  const only = { endpoint: "POST /v1/sessions", number: 12 };
  const words = ["--seed", "7", "--only", only.endpoint, "--number", "12"];
  expect(readFuzzOptions(words)).toEqual({ seed: 7, seconds: 60, only });
});

test("what makes no sense is named", () => {
  expect(() => readFuzzOptions(["--seconds", "0"])).toThrow("seconds");
  expect(() => readFuzzOptions(["--only", "POST /v1/nothing", "--number", "1"])).toThrow("only");
  expect(() => readFuzzOptions(["--number", "1"])).toThrow("go together");
  expect(() => readFuzzOptions(["--hours", "1"])).toThrow("--hours");
});
