import { request } from "node:http";
import { afterAll, beforeAll, describe, test } from "vitest";
import { z } from "zod";
import { httpApp } from "../../../functions/src/entry/http/app.ts";
import { deployHere } from "../../doubles/deployment.ts";
import { limitsInMemory } from "../../doubles/limitsInMemory.ts";
import { expectProblem, marker } from "../../doubles/problems.ts";
import { type Answer, serve } from "../../doubles/serve.ts";

let api: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  await deployHere({ requireAppCheck: true });
  api = await serve(httpApp(limitsInMemory()));
});
afterAll(() => api.end());

describe("what isn't there is a problem too:", () => {
  test.each([
    ["GET", `/${marker}`],
    ["GET", "/"],
    ["GET", "/v1"],
    ["GET", "/v1/sessions"],
    ["PUT", "/v1/revocations"],
    ["DELETE", "/v1/revocations/abc"],
    ["OPTIONS", "/v1/sessions"],
    ["POST", "/v1/keys"],
    ["PATCH", "/v1/keys"],
    ["GET", "/v2/keys"],
  ])("%s %s", async (method, path) => {
    expectProblem(await api.call(path, { method, headers: { "x-marker": marker } }), 404, "route_unknown");
  });

  test("a path that can't be decoded is malformed", async () => {
    expectProblem(await rawGet(`/v1/revocations/%E0%A4%A${marker}`), 400, "malformed_request");
  });
});

/** fetch would mend the path first. */
function rawGet(path: string): Promise<Answer> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      const { "content-type": type = null, "cache-control": cacheControl = null } = response.headers;
      const status = z.number().parse(response.statusCode);
      resolve({ status, type, cacheControl, text, json: JSON.parse(text) });
    });
    call.on("error", reject).end();
  });
}
