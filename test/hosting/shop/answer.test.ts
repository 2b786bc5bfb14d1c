import { expect, test } from "vitest";
import * as z from "zod/mini";
import { problemOf, readAnswer } from "../../../hosting/src/shop/answer.ts";

const Shape = z.object({ told: z.string() });
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

test("what was asked for is read, with whatever else a later service adds", async () => {
  expect(await readAnswer(json(200, { told: "it", later: 1 }), Shape)).toEqual({ value: { told: "it" } });
});

test("a refusal is told with its code, how long to wait and its reference", async () => {
  const body = {
    type: "about:blank",
    title: "x",
    code: "rate_limited",
    retryAfter: 30,
    correlationId: "r-1",
  };
  expect(await readAnswer(json(429, body), Shape)).toEqual({
    problem: { kind: "refused", code: "rate_limited", retryAfter: 30, correlationId: "r-1" },
  });
});

test.each([
  ["a failure of the service's", json(500, { code: "internal", title: "x", status: 500 })],
  ["an answer of something in between", new Response("<h1>Bad gateway</h1>", { status: 502 })],
  ["a page where an answer should be", new Response("<h1>Hello</h1>", { status: 200 })],
  ["an answer that lacks what is needed", json(200, { other: "it" })],
  ["a refusal that isn't one of the service's", json(404, { error: "nothing" })],
])("%s is no refusal: the same may be asked again", async (_, response) => {
  expect(await readAnswer(response, Shape)).toEqual({ problem: { kind: "failed" } });
});

test("a request whose time was over is told from one that reached nobody", () => {
  expect(problemOf(new DOMException("over", "TimeoutError"))).toEqual({ kind: "tooSlow" });
  expect(problemOf(new TypeError("fetch failed"))).toEqual({ kind: "unreachable" });
});
