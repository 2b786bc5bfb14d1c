import { expect, test } from "vitest";
import { figuresOf, neverAccepted, Tally } from "./figures.ts";

test("requests are counted by endpoint and status", () => {
  const tally = new Tally();
  for (const status of [400, 201, 400, undefined]) tally.count("POST /v1/sessions", status, status === 201);
  tally.count("fetchCommands", 404, false);
  expect(figuresOf(tally)).toEqual([
    "5 requests",
    "POST /v1/sessions: 4 requests, 1 accepted, 201 × 1, 400 × 2, no answer × 1",
    "fetchCommands: 1 requests, 0 accepted, 404 × 1",
  ]);
});

test("an endpoint that never accepted anything is a failure, one that did once isn't", () => {
  const tally = new Tally();
  for (const isAccepted of [false, true, false]) tally.count("POST /v1/sessions", 201, isAccepted);
  expect(neverAccepted(tally)).toEqual([]);
  tally.count("fetchCommands", 404, false);
  expect(neverAccepted(tally)).toEqual([
    { name: "fetchCommands", number: undefined, what: ["none of its requests was accepted"] },
  ]);
  expect(neverAccepted(tally, ["fetchCommands"])).toEqual([]);
});
