import { expect, test } from "vitest";
import { figuresOf, neverAccepted, scoreOf, Tally } from "./figures.ts";

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

test("the score is the same however many requests there was time for, and has each failure", () => {
  const tally = new Tally();
  for (const name of ["fetchCommands", "fetchCommands", "POST /v1/sessions"]) tally.count(name, 200, true);
  expect(scoreOf(tally)).toEqual({ passed: 2, failed: 0 });
  for (const number of [3, 4]) tally.fail({ name: "fetchCommands", number, what: ["answered 500"] });
  tally.fail({ name: "some request", number: undefined, what: ["a log shows it"] });
  expect(scoreOf(tally)).toEqual({ passed: 1, failed: 3 });
});
