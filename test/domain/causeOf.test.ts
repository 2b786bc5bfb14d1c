import { expect, test } from "vitest";
import { causeOf } from "../../functions/src/domain/causeOf.ts";

const name = "Sato Hanako";

test.each([
  ["an error", new Error(name), "Error"],
  ["an error with a code", Object.assign(new TypeError(name), { code: 14 }), "TypeError:14"],
  [
    "a fetch that failed",
    new TypeError(name, { cause: { code: "ECONNREFUSED", name } }),
    "TypeError:ECONNREFUSED",
  ],
  ["a time-out", new DOMException(name, "TimeoutError"), "TimeoutError:23"],
  ["an error with an object for a code", Object.assign(new Error(name), { code: { name } }), "Error"],
  ["a text", name, "unknown"],
  ["nothing", undefined, "unknown"],
])("%s is told by name and code, and its message stays out", (_, thrown, cause) => {
  expect(causeOf(thrown)).toBe(cause);
});
