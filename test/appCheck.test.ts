import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readTheirOwn } from "../functions/src/entry/ownBodies.ts";
import { deployHere } from "./doubles/deployment.ts";
import { callableApp, codeOf, serve } from "./doubles/serve.ts";

beforeAll(() => deployHere({ requireAppCheck: true }));

describe("a callable refuses an app that App Check doesn't vouch for:", () => {
  test.each(readTheirOwn.filter((name) => name !== "api"))("%s", async (name) => {
    const call = z
      .custom<Parameters<typeof callableApp>[0]>((fn) => fn instanceof Function)
      .parse(Object(await import("../functions/src/index.ts"))[name]);
    const server = await serve(callableApp(call));
    const headers = { "content-type": "application/json" };
    const answer = await server.call("/", { method: "POST", body: '{"data":{}}', headers });
    await server.end();
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe("app_check_required");
  });
});
