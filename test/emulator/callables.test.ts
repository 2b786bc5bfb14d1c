import { describe, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";

/** Calls a callable over HTTP, because App Check is skipped by every in-process way of running one. */
async function call(name: string, data: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${addressesOfStack().functionsUrl}/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ data }),
  });
  return { status: response.status, body: await response.json() };
}

test.each([
  "registerDevice",
  "replaceDevice",
  "acknowledgeWipe",
  "revokeOnDevice",
  "listDevices",
  "declareDevice",
  "planHandOver",
])("%s refuses a caller without an App Check token", async (name) => {
  const { status, body } = await call(name, {});
  expect(status).toBe(401);
  expect(body).toMatchObject({
    error: { status: "UNAUTHENTICATED", details: { code: "app_check_required" } },
  });
});

test("registerDevice refuses a caller with a broken App Check token", async () => {
  expect(await call("registerDevice", {}, { "x-firebase-appcheck": "broken" })).toMatchObject({
    status: 401,
  });
});

describe("a body that can't be read is refused in our words, before anything of it is logged:", () => {
  test.each([
    ["malformed JSON", "{", 400, "malformed_request"],
    ["no JSON at all", "hello", 400, "malformed_request"],
    ["a message beside data", '{"data":{},"more":1}', 400, "malformed_request"],
    ["an oversized one", `{"data":"${"x".repeat(70_000)}"}`, 413, "body_too_large"],
  ])("%s", async (_case, body, status, code) => {
    const headers = { "content-type": "application/json" };
    const url = `${addressesOfStack().functionsUrl}/acknowledgeWipe`;
    const response = await fetch(url, { method: "POST", headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { status: "INVALID_ARGUMENT", details: { code } } });
  });
});
