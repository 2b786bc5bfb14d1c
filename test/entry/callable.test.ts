import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { callable, holderCallable } from "../../functions/src/entry/callable.ts";
import type { SignedIn } from "../../functions/src/entry/session.ts";
import { deployHere } from "../doubles/deployment.ts";
import { callableApp, codeOf, serve } from "../doubles/serve.ts";

const marker = "Sato-Hanako-19700101";
const Greeting = z.strictObject({ greeting: z.enum(["hello", "refuse", "fail"]) });

async function greet({ greeting }: z.output<typeof Greeting>, holder: SignedIn | undefined) {
  if (greeting === "fail") throw new Error(`lost the network at ${marker}`);
  if (greeting === "refuse") return refuse("card_of_another_holder", "Sign with the right card.");
  return { said: greeting, to: holder?.holderId ?? "nobody" };
}

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  server = await serve(callableApp(callable(Greeting, greet)));
});
afterAll(() => server.end());

function call(body: unknown, headers: Record<string, string> = {}) {
  const init = { method: "POST", body: JSON.stringify(body) };
  return server.call("/", { ...init, headers: { "content-type": "application/json", ...headers } });
}

test("what was decided is the result", async () => {
  const answer = await call({ data: { greeting: "hello" } });
  expect(answer).toMatchObject({ status: 200, json: { result: { said: "hello", to: "nobody" } } });
});

test("a refusal is an HttpsError with the refusal as its code and what to do about it", async () => {
  const { status, json } = await call({ data: { greeting: "refuse" } });
  expect(status).toBe(403);
  expect(json).toEqual({
    error: {
      status: "PERMISSION_DENIED",
      message: "The card belongs to another holder",
      details: {
        code: "card_of_another_holder",
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        detail: "Sign with the right card.",
      },
    },
  });
});

test("a failure is internal, with a correlation id and nothing else", async () => {
  const { status, json } = await call({ data: { greeting: "fail" } });
  expect(status).toBe(500);
  expect(json).toEqual({
    error: {
      status: "INTERNAL",
      message: "Something failed on our side; try again.",
      details: { code: "internal", correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  });
});

describe("a call is malformed", () => {
  test.each([
    ["with an unknown field", { data: { greeting: "hello", [marker]: marker } }],
    ["with an unknown value", { data: { greeting: marker } }],
    ["with nothing as data", { data: null }],
    ["without data", { greeting: marker }],
    ["with something beside data", { data: { greeting: "hello" }, [marker]: 1 }],
    ["with a typed value", { data: { "@type": marker, greeting: "hello" } }],
    ["that is a list", [marker]],
  ])("%s, and the answer repeats nothing of it", async (_, body) => {
    const answer = await call(body);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe("malformed_request");
    expect(answer.text).not.toContain(marker);
  });

  test("without a body, with another type, or by GET", async () => {
    const type = { "content-type": "text/plain" };
    expect((await server.call("/")).status).toBe(400);
    expect((await server.call("/", { method: "POST" })).status).toBe(400);
    expect((await server.call("/", { method: "POST", body: marker, headers: type })).status).toBe(400);
  });
});

test("a forged sign-in is refused, never taken for nobody", async () => {
  const answer = await call({ data: { greeting: "hello" } }, { authorization: "Bearer e30.e30.c2ln" });
  expect(answer.status).toBe(401);
});

describe("App Check", () => {
  test("that is required and missing is a refusal of its own, before anything is read", async () => {
    process.env.REQUIRE_APP_CHECK = "true";
    const answer = await call({ data: { nothing: "as agreed" } });
    process.env.REQUIRE_APP_CHECK = "false";
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe("app_check_required");
  });

  test("that is invalid is a refusal too", async () => {
    process.env.REQUIRE_APP_CHECK = "true";
    const answer = await call({ data: { greeting: "hello" } }, { "x-firebase-appcheck": "e30.e30.c2ln" });
    process.env.REQUIRE_APP_CHECK = "false";
    expect(codeOf(answer)).toBe("app_check_required");
  });
});

describe("what the platform turns down by itself has a code of ours too:", () => {
  const body = { data: { greeting: "hello" } };

  test.each(["Basic Zm9v", "Bearer", "garbage"])("a sign-in that is none (%s)", async (authorization) => {
    const answer = await call(body, { authorization });
    expect(answer.status).toBe(401);
    expect(codeOf(answer)).toBe("not_signed_in");
  });

  test("another method than POST", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await server.call("/", { method: "PUT", body: JSON.stringify(body), headers });
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe("malformed_request");
  });
});

test("whoever asks for a stream of events gets the usual answer, with its status", async () => {
  const answer = await call({ data: { greeting: "refuse" } }, { accept: "text/event-stream" });
  expect(answer.status).toBe(403);
  expect(codeOf(answer)).toBe("card_of_another_holder");
});

test("what a callable refuses is counted, and what it grants isn't", async () => {
  const counted: string[] = [];
  const ports = { countRefusal: (_at: string, refusal: string) => counted.push(refusal) };
  const counting = callable(Greeting, greet, { ports });
  const run = (data: unknown) => Reflect.apply(counting.run, undefined, [{ data, rawRequest: {} }]);
  await run({ greeting: "hello" });
  await expect(run({ greeting: "refuse" })).rejects.toThrow();
  await expect(run({ greeting: marker })).rejects.toThrow();
  expect(counted).toEqual(["card_of_another_holder", "malformed_request"]);
});

test("a session whose custom token was used too late is none", async () => {
  const openedAt = Math.floor(Date.now() / 1000) - 3600;
  const answerTo = (usedAfter: number) => {
    const token = { uid: "holder-1", auth_time: openedAt + usedAfter, sessionOpenedAt: openedAt };
    const request = { data: { greeting: "hello" }, auth: { uid: "holder-1", token }, rawRequest: {} };
    return Reflect.apply(holderCallable(Greeting, greet).run, undefined, [request]);
  };
  await expect(answerTo(600)).resolves.toEqual({ said: "hello", to: "holder-1" });
  await expect(answerTo(601)).rejects.toMatchObject({ details: { code: "not_signed_in" } });
});

test("a sign-in with nobody in it, as the emulator makes of a token it can't decode, is none", async () => {
  const request = { data: { greeting: "hello" }, auth: { token: {} }, rawRequest: {} };
  const answered = Reflect.apply(callable(Greeting, greet).run, undefined, [request]);
  await expect(answered).resolves.toEqual({ said: "hello", to: "nobody" });
});

test("where nobody proves who calls, calls are counted by the address that they come from, before anything is looked up", async () => {
  const charged: unknown[] = [];
  const ports = {
    limit: async (charge: { scope: string; subject: string }) => {
      charged.push(charge);
      return charged.length > 1 ? refuse("rate_limited", "Wait.") : undefined;
    },
  };
  let asked = 0;
  const answer = async () => {
    asked += 1;
    return { done: true };
  };
  const open = await serve(
    callableApp(callable(z.strictObject({}), answer, { perAddress: "foundPerAddress", ports })),
  );
  const headers = { "content-type": "application/json", "x-forwarded-for": "203.0.113.7" };
  const ask = () => open.call("/", { method: "POST", body: '{"data":{}}', headers });
  expect([(await ask()).status, (await ask()).status, asked]).toEqual([200, 429, 1]);
  expect(charged).toEqual(Array(2).fill({ scope: "foundPerAddress", subject: "203.0.113.7" }));
  await open.end();
});
