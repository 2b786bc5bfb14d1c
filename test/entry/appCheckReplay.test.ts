import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

let server: ChildProcess;
let url: string;
beforeAll(async () => {
  const script = fileURLToPath(new URL("../doubles/appCheckedCallable.ts", import.meta.url));
  const debug = { FIREBASE_DEBUG_MODE: "true", FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true}' };
  server = fork(script, { env: { ...process.env, ...debug }, execArgv: [], silent: true });
  const [message] = await once(server, "message");
  ({ url } = z.object({ url: z.string() }).parse(message));
});
afterAll(() => {
  server.kill();
});

/** An App Check token of this app, told apart from others by `jti`. */
function token(jti: string): string {
  const parts = [{ alg: "none" }, { sub: "1:1:android:1", app_id: "1:1:android:1", jti }];
  return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
}

async function call(path: string, appCheck: string | undefined, data: unknown = {}) {
  const headers = {
    "content-type": "application/json",
    ...(appCheck ? { "x-firebase-appcheck": appCheck } : {}),
  };
  const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify({ data }) });
  return { status: response.status, body: await response.json() };
}

const reused = {
  status: 401,
  body: {
    error: {
      status: "UNAUTHENTICATED",
      details: { code: "app_check_reused", detail: "Send a new limited-use App Check token." },
    },
  },
};

test("a token that comes a second time is refused by a name of its own, and a new one is taken", async () => {
  expect(await call("/once", token("1"))).toEqual({ status: 200, body: { result: { done: true } } });
  expect(await call("/once", token("1"))).toMatchObject(reused);
  expect(await call("/once", token("2"))).toMatchObject({ status: 200 });
});

test("of two that come at once with the same token one is answered", async () => {
  const answers = await Promise.all([call("/once", token("3")), call("/once", token("3"))]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
});

test("a malformed call uses no token up", async () => {
  expect(await call("/once", token("4"), { surplus: 1 })).toMatchObject({ status: 400 });
  expect(await call("/once", token("4"))).toMatchObject({ status: 200 });
});

test("no token at all is another refusal", async () => {
  expect(await call("/once", undefined)).toMatchObject({
    status: 401,
    body: { error: { details: { code: "app_check_required" } } },
  });
});

test("where a repeat is answered like the first time, a token serves for many calls", async () => {
  expect(await call("/often", token("5"))).toMatchObject({ status: 200 });
  expect(await call("/often", token("5"))).toMatchObject({ status: 200 });
});
