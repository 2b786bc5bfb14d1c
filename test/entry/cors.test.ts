import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callable } from "../../functions/src/entry/callable.ts";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { deployHere } from "../doubles/deployment.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { callableApp, serve } from "../doubles/serve.ts";

/** The one origin that the tests' deployment lets in. */
const ours = "https://pages.katazuke.example";
const theirs = "https://elsewhere.example";

const servers: Record<string, Awaited<ReturnType<typeof serve>>> = {};
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  const call = callable(z.strictObject({}), async () => ({ done: true }));
  servers["the HTTP surface"] = await serve(httpApp(limitsInMemory()));
  servers["a callable"] = await serve(callableApp(call));
});
afterAll(() => Promise.all(Object.values(servers).map((server) => server.end())));

describe.each(["the HTTP surface", "a callable"])("%s", (name) => {
  function send(method: string, headers: Record<string, string>): Promise<Response> {
    return fetch(`${servers[name]?.url}/v1/sessions`, { method, headers });
  }
  const preflight = (origin: string) =>
    send("OPTIONS", {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-firebase-appcheck",
    });

  test("tells a preflight of an origin that is named what it may send", async () => {
    const { status, headers } = await preflight(ours);
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      "access-control-allow-origin": ours,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers":
        "Authorization, Content-Type, X-Firebase-AppCheck, Firebase-Instance-ID-Token",
      "access-control-max-age": "3600",
      vary: "Origin",
    });
    expect(headers.has("access-control-allow-credentials")).toBe(false);
  });

  test.each([theirs, `${ours}.elsewhere.example`, "null", ours.toUpperCase(), `${ours}:8443`])(
    "permits a preflight from %s nothing",
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(204);
      expect([...headers.keys()].filter((key) => key.startsWith("access-control-"))).toEqual([]);
      expect(headers.get("vary")).toBe("Origin");
    },
  );

  test("lets a page of that origin read the answer, refusals too, and no other page", async () => {
    const own = await send("POST", { origin: ours });
    expect(own.headers.get("access-control-allow-origin")).toBe(ours);
    expect(own.headers.get("access-control-expose-headers")).toBe("Retry-After");
    const foreign = await send("POST", { origin: theirs });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    expect(foreign.headers.get("vary")).toBe("Origin");
  });

  test("answers whoever names no origin as ever: an app isn't a page", async () => {
    const { status, headers } = await send("POST", {});
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});
