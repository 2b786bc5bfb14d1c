import { describe, expect, test } from "vitest";
import { readOptions } from "./options.ts";

describe("the words after npm start --", () => {
  test("none: stay up, play everything, usual ports", () => {
    expect(readOptions([])).toEqual({ help: false, once: false, scenario: undefined, ports: { movedBy: 0 } });
  });

  test("each is understood", () => {
    expect(readOptions(["--once", "--scenario", "replace-phone", "--port-base", "20000"])).toEqual({
      help: false,
      once: true,
      scenario: "replace-phone",
      ports: { movedBy: 20_000 },
    });
    expect(readOptions(["--help", "--free-ports"])).toMatchObject({ help: true, ports: "free" });
  });

  test.each([
    [["--bogus"], "Unknown option '--bogus'. npm start -- --help lists what there is."],
    [["bogus"], "Unexpected argument 'bogus'. npm start -- --help lists what there is."],
    [["--port-base", "many"], "--port-base takes a whole number from 0 to 50000, not many."],
    [["--port-base", "60000"], "--port-base takes a whole number from 0 to 50000, not 60000."],
    [["--port-base", "1", "--free-ports"], "--port-base and --free-ports exclude each other."],
  ])("%j is refused in one line", (words, line) => {
    expect(() => readOptions(words)).toThrow(line);
  });
});
