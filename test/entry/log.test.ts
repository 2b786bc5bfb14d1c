import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { log, logFailure } from "../../functions/src/entry/log.ts";
import { keepLogs } from "../doubles/logOutput.ts";

let written: string[];
beforeAll(async () => {
  written = await keepLogs();
});
afterAll(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  written.length = 0;
});

const Entry = z.record(z.string(), z.unknown());

function logged(): Record<string, unknown> {
  expect(written).toHaveLength(1);
  return Entry.parse(JSON.parse(written[0] ?? ""));
}

const name = "Sato Hanako";

describe("a log entry", () => {
  test("is a code and a few named fields", () => {
    log("attempt_made", { number: 3, outcome: "accepted", isLast: false });
    expect(logged()).toEqual({
      severity: "INFO",
      message: "attempt_made",
      code: "attempt_made",
      number: 3,
      outcome: "accepted",
      isLast: false,
    });
  });

  test.each([
    ["sending_stopped", "ERROR"],
    ["crl_unavailable", "ERROR"],
    ["expiry_left", "WARNING"],
    ["edit_put_back", "WARNING"],
    ["attempt_made", "INFO"],
  ])("of %s is of severity %s", (code, severity) => {
    log(code);
    expect(logged()).toMatchObject({ severity, code });
  });

  test("needs no fields", () => {
    log("acknowledgement_refused");
    expect(logged()).toMatchObject({ code: "acknowledgement_refused" });
  });

  test.each([
    ["an object", { holder: { name } }],
    ["a list", { names: [name] }],
    ["an error", { error: new Error(name) }],
    ["a function", { ask: () => name }],
    ["a map", { names: new Map([[name, name]]) }],
  ])("never lets %s through, whatever the type checker was told", (_, fields) => {
    Reflect.apply(log, undefined, ["attempt_made", fields]);
    expect(written.join()).not.toContain(name);
    expect(Object.keys(logged()).sort()).toEqual(["code", "message", "severity"]);
  });

  test("keeps its code, whatever its fields are called", () => {
    log("attempt_made", { code: "other" });
    expect(logged()).toMatchObject({ code: "attempt_made" });
  });
});

describe("a failure", () => {
  test("is logged by name, code and stack under its correlation id, without its message", () => {
    class LostNetwork extends Error {
      override readonly name = "LostNetwork";
      readonly code = 14;
    }
    logFailure("id-1", new LostNetwork(`could not reach ${name}`));
    expect(logged()).toMatchObject({
      severity: "ERROR",
      code: "failed",
      correlationId: "id-1",
      name: "LostNetwork",
      cause: 14,
      at: expect.stringContaining("log.test.ts"),
    });
    expect(written.join()).not.toContain(name);
  });

  test("whose message looks like a stack keeps it out all the same", () => {
    logFailure("id-1", new Error(`could not reach\n    at ${name}\n    at home`));
    expect(written.join()).not.toContain(name);
  });

  test.each([
    ["a text", name],
    ["nothing", undefined],
    ["null", null],
    ["an object", { message: name, stack: `    at ${name}`, code: { name } }],
    ["an error with an object for a code", Object.assign(new Error(name), { code: { name } })],
    ["an error with a cause", new Error("outer", { cause: new Error(name) })],
  ])("that threw %s says nothing of it", (_, thrown) => {
    logFailure("id-1", thrown);
    expect(written.join()).not.toContain(name);
    expect(logged()).toMatchObject({ code: "failed", correlationId: "id-1", cause: "unknown" });
  });
});
