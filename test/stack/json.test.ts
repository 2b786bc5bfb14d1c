import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { jsonServer } from "./json.ts";
import { close, listen } from "./listen.ts";

const server = jsonServer({
  "POST /things/:name/size": ({ body, params, query }) => {
    const { size } = z.strictObject({ size: z.number() }).parse(body);
    return { status: 201, body: { name: params.name, size, unit: query.get("unit") } };
  },
  "DELETE /things/:name": () => ({ status: 204 }),
  "GET /broken": () => {
    throw new Error("out of order");
  },
});
let base: string;
beforeAll(async () => {
  base = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => close(server));

test("a route gets decoded parameters, the query and the parsed body", async () => {
  expect(await call("POST", "/things/a%2Fb:c/size?unit=cm", '{"size":3}')).toEqual([
    201,
    { name: "a/b:c", size: 3, unit: "cm" },
  ]);
});

test.each([
  ["text that isn't JSON", "{"],
  ["a body the schema refuses", '{"size":"big"}'],
  ["no body where one is needed", undefined],
])("%s answers 400 with a reason", async (_, body) => {
  expect(await call("POST", "/things/x/size", body)).toEqual([400, { error: expect.any(String) }]);
});

test("a body above 1 MiB answers 413", async () => {
  expect(await call("POST", "/things/x/size", `"${"x".repeat(1024 * 1024)}"`)).toEqual([
    413,
    { error: "body is larger than 1048576 bytes" },
  ]);
});

test.each([
  ["GET", "/things/x/size"],
  ["POST", "/nowhere"],
])("%s %s answers 404, as nothing is there", async (method, path) => {
  expect(await call(method, path)).toEqual([404, { error: `nothing at ${method} ${path}` }]);
});

test("204 has no body, and a handler that throws answers 500", async () => {
  expect(await call("DELETE", "/things/x")).toEqual([204, undefined]);
  expect(await call("GET", "/broken")).toEqual([500, { error: "out of order" }]);
});

async function call(method: string, path: string, body?: string): Promise<[number, unknown]> {
  const response = await fetch(base + path, body === undefined ? { method } : { method, body });
  const text = await response.text();
  return [response.status, text === "" ? undefined : JSON.parse(text)];
}
