import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callable } from "../../functions/src/entry/callable.ts";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { longestBody, ownJson, parseBody } from "../../functions/src/entry/ownBodies.ts";
import { deployHere } from "../doubles/deployment.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { rawCallable } from "../doubles/rawCallable.ts";
import { serve } from "../doubles/serve.ts";

const servers: Record<string, Awaited<ReturnType<typeof serve>>> = {};
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  const call = callable(z.strictObject({}), async () => ({ done: true }));
  servers["/v1/sessions"] = await serve(httpApp(limitsInMemory()));
  servers["/v1/revocations"] = servers["/v1/sessions"];
  servers["/v1/tsm-reports"] = servers["/v1/sessions"];
  servers["/"] = await serve(rawCallable(call));
});
afterAll(() => Promise.all([servers["/"]?.end(), servers["/v1/sessions"]?.end()]));

/** How a route and a callable say the same refusal. */
const Refusal = z.union([
  z.object({ code: z.string() }),
  z
    .object({ error: z.object({ details: z.object({ code: z.string() }) }) })
    .transform(({ error }) => error.details),
]);

/** `[[[…]]]`, so deep and whole. */
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe.each(["/v1/sessions", "/v1/revocations", "/v1/tsm-reports", "/"])("a body sent to %s", (path) => {
  async function post(body: string | ReadableStream, more: Record<string, string> = {}) {
    const init = {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": ownJson, ...more },
    } as const;
    const response = await fetch(`${servers[path]?.url}${path}`, init);
    return [response.status, Refusal.parse(await response.json()).code];
  }
  const oversized = JSON.stringify({ data: "x".repeat(longestBody) });

  test("may be too large by its length", async () => {
    expect(await post(oversized)).toEqual([413, "body_too_large"]);
  });

  test("may be too large without saying so, piece by piece", async () => {
    const pieces = new Blob([oversized]).stream();
    expect(await post(pieces)).toEqual([413, "body_too_large"]);
  });

  test.each([33, 1000, 32_000])("nested %i deep is malformed, and takes nothing down", async (depth) => {
    expect(await post(`{"data":${nested(depth)}}`)).toEqual([400, "malformed_request"]);
    expect(await post(`{"data":${'{"a":'.repeat(Math.min(depth, 10_000))}`)).toEqual([
      400,
      "malformed_request",
    ]);
  });

  test("that ends before the length it named is never taken for whole", async () => {
    const { hostname, port } = new URL(servers[path]?.url ?? "");
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${ownJson}\r\n`;
    const answer = await raw(hostname, port, `${head}content-length: 500\r\n\r\n{"data":{}}`);
    expect(answer).not.toMatch(/^HTTP\/1.1 2/);
  });

  test.each([
    ["two lengths that differ", "content-length: 3\r\ncontent-length: 11\r\n"],
    ["a length and pieces at once", "content-length: 11\r\ntransfer-encoding: chunked\r\n"],
    ["a length that is none", "content-length: eleven\r\n"],
  ])("with %s is refused before any of our code sees it", async (_case, lengths) => {
    const { hostname, port } = new URL(servers[path]?.url ?? "");
    const head = `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${ownJson}\r\n${lengths}\r\n`;
    expect(await raw(hostname, port, `${head}{"data":{}}`)).toMatch(/^HTTP\/1.1 400 Bad Request/);
  });
});

describe("nesting", () => {
  const parse = (text: string) => parseBody(Buffer.from(text));

  test("is counted in brackets, not in strings, and any that closes is gone", () => {
    expect(parse(nested(32))).toBeInstanceOf(Array);
    expect(parse(nested(33))).toBeUndefined();
    expect(parse(JSON.stringify({ a: '[[[\\"['.repeat(100) }))).toBeInstanceOf(Object);
    expect(parse(JSON.stringify(Array.from({ length: 100 }, () => [[]])))).toHaveLength(100);
  });

  test("costs one look at each character, also in a string of nothing but escapes that never ends", () => {
    const since = performance.now();
    expect(parse(`"${'\\"'.repeat(longestBody / 2)}`)).toBeUndefined();
    expect(performance.now() - since).toBeLessThan(500);
  });
});

/** What comes back to bytes sent as they are, once we have said that there are no more. */
function raw(host: string, port: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), host, () => socket.end(bytes));
    socket.on("data", (piece) => {
      answer += piece;
    });
    socket.on("close", () => resolve(answer)).on("error", reject);
  });
}
