import { expect, test } from "vitest";
import { toNarration } from "./firebaseLine.ts";

test.each([
  [
    "a function's log entry, with its fields",
    '>  {"code":"attempt_made","number":1,"severity":"INFO","message":"attempt_made"}',
    "attempt_made number=1",
  ],
  ["what a function printed", ">  hello", "hello"],
])("%s is told", (_, line, what) => {
  expect(toNarration(line)).toEqual({ who: "functions", what, isTrouble: false });
});

test("what goes wrong is told, colours and function names taken off", () => {
  expect(toNarration("\u001b[31m⬢  functions[asia-northeast1-api]: it broke\u001b[39m")).toEqual({
    who: "functions",
    what: "it broke",
    isTrouble: true,
  });
  expect(toNarration('>  {"code":"failed","severity":"ERROR","message":"failed\\n    at work"}')).toEqual({
    who: "functions",
    what: "ERROR failed",
    isTrouble: true,
  });
});

test.each([
  '>  {"severity":"DEBUG","message":"Callable request verification passed"}',
  'i  functions: Beginning execution of "asia-northeast1-api"',
  "✔  functions: Using node@24 from host.",
  "",
])("%j is not worth telling", (line) => {
  expect(toNarration(line)).toBeUndefined();
});
