import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nowhere } from "../../doubles/nowhere.ts";
import { close, listen } from "../listen.ts";
import { createFirebaseClient, type FirebaseClient, refusalOf } from "./firebaseClient.ts";

const heard: IncomingMessage[] = [];
const refusal = {
  status: "PERMISSION_DENIED",
  message: "Refused",
  details: { code: "acknowledgement_refused" },
};
const server = createServer((request, response) => {
  heard.push(request);
  const isRefused = request.url?.endsWith("/refused");
  response.writeHead(isRefused ? 403 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(isRefused ? { error: refusal } : { result: { taken: true } }));
});

let client: FirebaseClient;
let without: FirebaseClient;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await listen(server)}`;
  const addresses = { ...nowhere, projectId: "demo-test", functionsUrl: url };
  client = createFirebaseClient(addresses);
  without = createFirebaseClient(addresses, { appCheck: false });
});

afterAll(async () => {
  await Promise.all([client.close(), without.close()]);
  await close(server);
});

test("a call goes to the function in its region, carries App Check, and gives the result", async () => {
  expect(await client.call("acknowledgeWipe", {})).toEqual({ taken: true });
  expect(heard.at(-1)?.url).toBe("/demo-test/asia-northeast1/acknowledgeWipe");
  const [, claims = ""] = String(heard.at(-1)?.headers["x-firebase-appcheck"]).split(".");
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
    aud: ["projects/demo-test"],
  });
});

test("a client without App Check sends no such header", async () => {
  await without.call("acknowledgeWipe", {});
  expect(heard.at(-1)?.headers["x-firebase-appcheck"]).toBeUndefined();
});

test("a refusal is read from what the call throws", async () => {
  const problem: unknown = await client.call("refused", {}).catch((thrown: unknown) => thrown);
  expect(refusalOf(problem)).toEqual({
    code: "acknowledgement_refused",
    status: "functions/permission-denied",
  });
});

test("a service that can't be reached is no refusal", async () => {
  expect(refusalOf(new TypeError("fetch failed"))).toBeUndefined();
});
