import { expect, test } from "vitest";
import { figuresOf, Tally } from "./figures.ts";

test("requests are counted by endpoint and status", () => {
  const tally = new Tally();
  for (const status of [400, 201, 400, undefined]) tally.count("POST /v1/sessions", status);
  tally.count("fetchCommands", 404);
  expect(figuresOf(tally)).toEqual([
    "5 requests",
    "POST /v1/sessions: 4 requests, 201 × 1, 400 × 2, no answer × 1",
    "fetchCommands: 1 requests, 404 × 1",
  ]);
});
