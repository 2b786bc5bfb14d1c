import { expect, test } from "vitest";
import { boundsOf } from "../../functions/src/domain/rollUpDay.ts";
import {
  addToTally,
  type CountedMessage,
  type CountedWipe,
  countEnded,
  countMessage,
  countOpen,
} from "../../functions/src/domain/rollUpTally.ts";

const bounds = boundsOf("2026-11-22");
const open: CountedWipe = { state: "sent", evidence: "none", openedAt: new Date("2026-11-22T14:00:00Z") };
const erased: CountedWipe = {
  ...{ state: "confirmed", evidence: "deviceSigned", appVersion: "1.2.0", model: "Sample 8" },
  openedAt: new Date("2026-11-22T09:00:00Z"),
  endedAt: new Date("2026-11-22T09:04:00Z"),
};

test.each([
  ["2026-11-22T14:59:59Z", "day1"],
  ["2026-11-21T15:00:00Z", "day1"],
  ["2026-11-21T14:59:59Z", "days2to7"],
  ["2026-11-15T15:00:00Z", "days2to7"],
  ["2026-11-15T14:59:59Z", "days8to30"],
  ["2026-10-23T14:59:59Z", "days31to90"],
  ["2026-08-24T14:59:59Z", "older"],
])("a wipe opened at %s is of age %s when the day ends", (openedAt, age) => {
  expect(countOpen({ ...open, openedAt: new Date(openedAt) }, bounds)[0]).toBe(`openAge:${age}`);
});

test("an open wipe counts by what it waits for; a stuck one by why", () => {
  expect(countOpen(open, bounds)[1]).toBe("openCause:sent");
  const stuck = { ...open, state: "stuck", cause: "unreachable" } as const;
  expect(countOpen(stuck, bounds)[1]).toBe("openCause:stuck (unreachable)");
});

test("a proven erasure counts by its evidence, its time, its model and the app's version", () => {
  expect(countEnded(erased, bounds)).toEqual([
    "end:confirmed",
    "evidence:deviceSigned",
    "time:1",
    "model:1:Sample 8",
    "appVersion:1:1.2.0",
  ]);
});

test("what was closed without proof has no time to erasure", () => {
  const closed = { ...erased, state: "closedUnverified", evidence: "holderDeclared" } as const;
  expect(countEnded(closed, bounds)).toEqual(["end:closedUnverified", "evidence:holderDeclared"]);
});

test("a model that isn't known is counted as that, and one in two lines is counted as one", () => {
  const { model, appVersion, ...bare } = erased;
  expect(countEnded(bare, bounds)).toContain("model:1:unknown");
  expect(countEnded(bare, bounds)).toContain("appVersion:1:unknown");
  expect(countEnded({ ...erased, model: "Two\nLines" }, bounds)).toContain("model:1:Two Lines");
});

test("what ended after the day was open at its end, unless it was opened after it too", () => {
  const after = new Date("2026-11-22T15:00:00Z");
  expect(countEnded({ ...erased, endedAt: after }, bounds)).toEqual([
    "openAge:day1",
    "openCause:ended before it was counted",
  ]);
  expect(countEnded({ ...erased, openedAt: after, endedAt: after }, bounds)).toEqual([]);
});

test("what ended before the day doesn't count", () => {
  expect(countEnded({ ...erased, endedAt: new Date("2026-11-21T14:59:59Z") }, bounds)).toEqual([]);
});

const noon = new Date("2026-11-22T03:00:00Z");
const sent: CountedMessage = {
  ...{ holderId: "holder-1", about: "notErased", state: "sent", channel: "push" },
  ...{ dueAt: noon, endedAt: noon },
};

test("a message that was sent counts by what it was about and its channel, one that wasn't by why", () => {
  expect(countMessage("reminders", sent, bounds)).toEqual(["reminders:sent:notErased:push"]);
  const { channel, endedAt, ...unsent } = sent;
  const due = { ...unsent, about: "erased", state: "due" } as const;
  expect(countMessage("notices", due, bounds)).toEqual(["notices:due"]);
  const closed = { ...unsent, state: "stopped", stoppedBecause: "closed", endedAt: noon } as const;
  expect(countMessage("reminders", closed, bounds)).toEqual(["reminders:stopped:closed"]);
});

test.each([
  ["due and sent on the day counts as sent", "2026-11-21T15:00:00Z", "2026-11-22T14:59:59Z", "sent"],
  [
    "due the day before and sent on the day counts as sent",
    "2026-11-21T14:00:00Z",
    "2026-11-21T23:00:00Z",
    "sent",
  ],
  [
    "due on the day and sent the morning after counts as still due",
    "2026-11-22T14:00:00Z",
    "2026-11-22T23:00:00Z",
    "due",
  ],
  [
    "due since long ago and sent after the day likewise",
    "2026-11-10T14:00:00Z",
    "2026-11-22T15:00:00Z",
    "due",
  ],
  ["due and sent after the day doesn't count", "2026-11-22T15:00:00Z", "2026-11-22T15:00:01Z", undefined],
  ["due and sent before the day doesn't count", "2026-11-21T14:00:00Z", "2026-11-21T14:59:59Z", undefined],
])("a message that was %s", (_, dueAt, endedAt, counted) => {
  const message = { ...sent, dueAt: new Date(dueAt), endedAt: new Date(endedAt) };
  const counters = { sent: ["reminders:sent:notErased:push"], due: ["reminders:due"] };
  const expected = counted === "sent" || counted === "due" ? counters[counted] : [];
  expect(countMessage("reminders", message, bounds)).toEqual(expected);
});

test("a holder whom nothing reached takes the same place each time, which isn't their id", () => {
  const stopped = { ...sent, state: "stopped", stoppedBecause: "noChannel" } as const;
  const placeOf = (message: CountedMessage) => countMessage("reminders", message, bounds)[1];
  const place = placeOf(stopped);
  expect(place).toMatch(/^unreached:\d{1,4}$/);
  expect(placeOf({ ...stopped, stoppedBecause: "failed" })).toBe(place);
  expect(placeOf({ ...stopped, holderId: "holder-2" })).not.toBe(place);
});

test("adding counts on what was there", () => {
  expect(addToTally({ "end:confirmed": 2 }, ["end:confirmed", "time:1", "time:1"])).toEqual({
    "end:confirmed": 3,
    "time:1": 2,
  });
});

test("models beyond the two-hundredth count as others, those known go on by themselves, also in a later page", () => {
  const many = Array.from({ length: 200 }, (_, i) => `model:1:Model ${i}`);
  const full = addToTally({}, [...many, "model:2:New"]);
  expect(full["model:2:other"]).toBe(1);
  const later = addToTally(full, ["model:2:Model 7", "model:3:Newer", "appVersion:3:1.0.0"]);
  expect(later).toMatchObject({ "model:2:Model 7": 1, "model:3:other": 1, "appVersion:3:1.0.0": 1 });
  expect(Object.keys(later)).toHaveLength(204);
});
