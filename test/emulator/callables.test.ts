import { expect, test } from "vitest";
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

test.each(["registerDevice", "replaceDevice", "acknowledgeWipe"])(
  "%s refuses a caller without an App Check token",
  async (name) => {
    const { status, body } = await call(name, {});
    expect(status).toBe(401);
    expect(body).toMatchObject({
      error: { status: "UNAUTHENTICATED", details: { code: "app_check_required" } },
    });
  },
);

test("registerDevice refuses a caller with a broken App Check token", async () => {
  expect(await call("registerDevice", {}, { "x-firebase-appcheck": "broken" })).toMatchObject({
    status: 401,
  });
});
