import { describe, expect, test } from "vitest";
import {
  endedWipeStates,
  isOpen,
  openWipeStates,
  type WipeState,
  type WipeVerb,
  wipeMoves,
  wipeVerbs,
} from "../../functions/src/domain/wipeMoves.ts";

const ended = { refused: "wipe_ended" };

/** Typed out by hand from the design: what the state becomes, or why not. */
const expected: Record<WipeState, Record<WipeVerb, WipeState | { refused: string }>> = {
  pending: {
    join: "pending",
    send: "sent",
    postpone: "pending",
    contact: "pending",
    receive: "received",
    defer: "deferred",
    fail: "stuck",
    confirm: "confirmed",
    handOver: "pending",
    exhaust: "stuck",
    close: "closedUnverified",
    cancel: "cancelled",
  },
  sent: {
    join: "pending",
    send: "sent",
    postpone: "pending",
    contact: "pending",
    receive: "received",
    defer: "deferred",
    fail: "stuck",
    confirm: "confirmed",
    handOver: "pending",
    exhaust: "stuck",
    close: "closedUnverified",
    cancel: "cancelled",
  },
  received: {
    join: "pending",
    send: "received",
    postpone: "received",
    contact: "received",
    receive: "received",
    defer: "deferred",
    fail: "stuck",
    confirm: "confirmed",
    handOver: "pending",
    exhaust: "stuck",
    close: "closedUnverified",
    cancel: "cancelled",
  },
  deferred: {
    join: "pending",
    send: "sent",
    postpone: "deferred",
    contact: "pending",
    receive: "received",
    defer: "deferred",
    fail: "stuck",
    confirm: "confirmed",
    handOver: "pending",
    exhaust: "stuck",
    close: "closedUnverified",
    cancel: "cancelled",
  },
  stuck: {
    join: "pending",
    send: "stuck",
    postpone: "stuck",
    contact: "pending",
    receive: "received",
    defer: "deferred",
    fail: "stuck",
    confirm: "confirmed",
    handOver: "pending",
    exhaust: "stuck",
    close: "closedUnverified",
    cancel: "cancelled",
  },
  confirmed: {
    join: ended,
    send: "confirmed",
    postpone: "confirmed",
    contact: "confirmed",
    receive: "confirmed",
    defer: "confirmed",
    fail: "confirmed",
    confirm: "confirmed",
    handOver: "confirmed",
    exhaust: "confirmed",
    close: "confirmed",
    cancel: "confirmed",
  },
  closedUnverified: {
    join: ended,
    send: "closedUnverified",
    postpone: "closedUnverified",
    contact: "closedUnverified",
    receive: "closedUnverified",
    defer: "closedUnverified",
    fail: "closedUnverified",
    confirm: "confirmed",
    handOver: "closedUnverified",
    exhaust: "closedUnverified",
    close: "closedUnverified",
    cancel: "closedUnverified",
  },
  cancelled: {
    join: ended,
    send: "cancelled",
    postpone: "cancelled",
    contact: "cancelled",
    receive: "cancelled",
    defer: "cancelled",
    fail: "cancelled",
    confirm: "cancelled",
    handOver: "cancelled",
    exhaust: "cancelled",
    close: "cancelled",
    cancel: "cancelled",
  },
};

describe.each(Object.entries(expected))("a wipe that is %s", (state, row) => {
  test.each(Object.entries(row))(`meets ${state} × %s as designed`, (verb, cell) => {
    expect(wipeMoves).toHaveProperty([state, verb], cell);
  });
});

test("the table has no row and no column beyond the eight states and twelve verbs", () => {
  expect(Object.keys(wipeMoves)).toEqual(Object.keys(expected));
  for (const row of Object.values(wipeMoves)) expect(Object.keys(row).sort()).toEqual([...wipeVerbs].sort());
  expect(wipeVerbs).toHaveLength(12);
});

test("five states are open and three have ended", () => {
  expect(openWipeStates.map(isOpen)).toEqual([true, true, true, true, true]);
  expect(endedWipeStates.map(isOpen)).toEqual([false, false, false]);
  expect([...openWipeStates, ...endedWipeStates]).toEqual(Object.keys(expected));
});
