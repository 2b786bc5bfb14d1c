import { describe, expect, test } from "vitest";
import { type Target, targets } from "./endpoints.ts";
import { isAccepted, judge } from "./judge.ts";
import { markerOf } from "./markers.ts";
import type { WireAnswer, WireRequest } from "./wire.ts";

function targetOf(name: string): Target {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`${name} isn't in the list`);
  return target;
}

const [route, call] = [targetOf("POST /v1/tsm-reports"), targetOf("acknowledgeWipe")];
const request: WireRequest = { method: "POST", path: "/", headers: [] };
const asProblem = { "content-type": "application/problem+json; charset=utf-8" };
const asJson = { "content-type": "application/json; charset=utf-8" };

const problem = {
  type: "about:blank",
  title: "The request is malformed",
  status: 400,
  code: "malformed_request",
  detail: "report: Invalid input",
  correlationId: "7f3c",
};
const error = {
  status: "INVALID_ARGUMENT",
  message: "The request is malformed",
  details: { code: "malformed_request", correlationId: "7f3c" },
};

function answer(status: number, body: unknown, headers: WireAnswer["headers"] = asProblem): WireAnswer {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

const about = (target: Target, one: WireAnswer | undefined, sent = request, secrets: string[] = []) =>
  judge(target, sent, one, secrets).join();

describe("nothing is wrong with", () => {
  test.each<[string, Target, WireAnswer | undefined, WireRequest?]>([
    ["a problem", route, answer(400, problem)],
    ["a success", route, answer(200, { taken: true }, asJson)],
    ["a callable's refusal", call, answer(400, { error }, asJson)],
    [
      "a callable's result",
      call,
      answer(200, { result: { taken: true, wipe: { state: "confirmed", isComplete: true } } }, asJson),
    ],
    ["a head without a body", route, answer(200, "", asJson), { ...request, method: "HEAD" }],
    ["what the parser turned down, which has no words", route, answer(400, "", { connection: "close" })],
    ["no answer to what was never finished", route, undefined, { ...request, framing: "noEnd" }],
  ])("%s", (_, target, one, sent) => {
    expect(about(target, one, sent)).toBe("");
  });

  test("the model that a holder gave their own phone", () => {
    const devices = [
      {
        deviceId: "0".repeat(64),
        model: markerOf(1, 2),
        lastSeenAt: "2026-11-22T09:00:00Z",
        certificates: [],
      },
    ];
    const warning = { code: "remoteErasureMayFail", ja: "…", en: "…" };
    const preview = { devices, warning, whatHappensNext: { ...warning, code: "whatHappensNext" } };
    expect(about(targetOf("replaceDevice"), answer(200, { result: preview }, asJson))).toBe("");
  });
});

test("a time in words is no stack trace", () => {
  const one = answer(400, { ...problem, detail: "Revoked at 2026-11-23 01:53:08 (superseded).\n at home" });
  expect(about(route, one)).toBe("");
});

describe("it is told that", () => {
  test.each([
    ["it failed", route, answer(500, { ...problem, status: 500, code: "internal" })],
    ["it failed", call, answer(503, "busy", {})],
    ["stack trace", route, answer(400, { ...problem, detail: "x\n    at parse (/srv/a.js:1:2)" })],
    [
      "stack trace",
      route,
      answer(400, "<!DOCTYPE html><pre>SyntaxError: Unexpected token</pre>", { "content-type": "text/html" }),
    ],
    ["stack trace", call, answer(400, { error: { ...error, message: "TypeError: x of undefined" } }, asJson)],
    ["repeats", route, answer(400, { ...problem, detail: `report: no ${markerOf(3, 44)}` })],
    ["repeats", route, answer(400, problem, { ...asProblem, "x-name": markerOf(3, 44).toUpperCase() })],
    [
      "repeats",
      call,
      answer(
        400,
        { error: { ...error, message: Buffer.from(`.${markerOf(3, 44)}`).toString("base64url") } },
        asJson,
      ),
    ],
    ["another form", route, answer(400, { ...problem, code: "made_up" })],
    ["another form", route, answer(400, { ...problem, status: 404 })],
    ["another form", route, answer(400, problem, asJson)],
    ["another form", route, answer(200, { taken: true, more: 1 }, asJson)],
    ["another form", route, answer(404, "Cannot POST", { "content-type": "text/plain" })],
    [
      "another form",
      call,
      answer(400, { error: { status: "INVALID_ARGUMENT", message: "Bad Request" } }, asJson),
    ],
    ["another form", call, answer(200, 'data: {"result":1}', { "content-type": "text/event-stream" })],
    ["no answer", route, undefined],
  ])("%s: %#", (words, target, one) => {
    expect(about(target, one)).toContain(words);
  });

  test("a part of a signed message is repeated", () => {
    const part = Buffer.from(JSON.stringify({ sub: "somebody", jti: "0123456789" })).toString("base64url");
    const body = Buffer.from(JSON.stringify({ report: `${part}.${part}.AA` }));
    const one = answer(400, { ...problem, detail: `no ${part}` });
    expect(about(route, one, { ...request, body })).toContain("repeats");
  });

  test("a secret of the cast is repeated", () => {
    const one = answer(400, { ...problem, detail: "serial 5A09 is unknown" });
    expect(about(route, one, request, ["5A09"])).toContain("repeats");
  });
});

test.each<[string, boolean, WireAnswer | undefined, WireRequest]>([
  ["a success in the endpoint's own method", true, answer(200, { taken: true }, asJson), request],
  ["a refusal", false, answer(400, problem), request],
  ["the headers of a success", false, answer(200, "", asJson), { ...request, method: "HEAD" }],
  ["a preflight", false, answer(204, "", {}), { ...request, method: "OPTIONS" }],
  ["a success in a form of its own", false, answer(200, { done: 1 }, asJson), request],
  ["no answer", false, undefined, request],
])("whether %s is an accepted request: %s", (_, expected, one, sent) => {
  expect(isAccepted(route, sent, one)).toBe(expected);
});
