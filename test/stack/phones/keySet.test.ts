import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeEach, expect, test } from "vitest";
import { close, listen } from "../listen.ts";
import { createKeySet } from "./keySet.ts";

let published: object[] = [];
let status = 200;
let fetches = 0;
const server = createServer((request, response) => {
  fetches += request.url === "/.well-known/jwks.json" ? 1 : 0;
  response.writeHead(status).end(JSON.stringify({ keys: published }));
});
const url = `http://127.0.0.1:${await listen(server)}`;

beforeEach(async () => {
  status = 200;
  fetches = 0;
  published = [await key("first")];
});
afterAll(() => close(server));

async function key(kid: string): Promise<object> {
  const { kty, crv, x, y } = await exportJWK((await generateKeyPair("ES256")).publicKey);
  return { kty, crv, x, y, kid, alg: "ES256", use: "sig" };
}

test("a key is fetched once and then known", async () => {
  const findKey = createKeySet(url);
  await findKey("first");
  expect(await findKey("first")).toBeDefined();
  expect(fetches).toBe(1);
});

test("an unknown kid is looked for again, so that a new key works at once", async () => {
  const findKey = createKeySet(url);
  await findKey("first");
  published.push(await key("second"));
  expect(await findKey("second")).toBeDefined();
  expect(await findKey("third")).toBeUndefined();
  expect(fetches).toBe(3);
});

test("keys that can't be had are a failure and not an unknown key", async () => {
  status = 503;
  await expect(createKeySet(url)("first")).rejects.toThrow("the published keys answered 503");
});
