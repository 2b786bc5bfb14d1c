import { expect, test } from "vitest";
import { dayFigures } from "../../functions/src/domain/dayFigures.ts";

test("a day on which nothing happened has nothing but zeros", () => {
  const noMessages = { sent: 0, sentBy: {}, stopped: {}, stillDue: 0 };
  expect(dayFigures({})).toEqual({
    openWipes: {
      total: 0,
      byAge: { day1: 0, days2to7: 0, days8to30: 0, days31to90: 0, older: 0 },
      byCause: {},
    },
    endedWipes: { total: 0, byEnd: {}, byEvidence: {} },
    timeToErasure: { erased: 0, p50: "none erased", p95: "none erased", within: [] },
    byModel: [],
    byAppVersion: [],
    reminders: noMessages,
    notices: noMessages,
    unreachedHolders: 0,
    unreadable: 0,
  });
});

test("open wipes are told by age and by what they wait for", () => {
  const tally = {
    "openAge:day1": 3,
    "openAge:older": 1,
    "openCause:sent": 3,
    "openCause:stuck (windowOver)": 1,
  };
  expect(dayFigures(tally).openWipes).toEqual({
    total: 4,
    byAge: { day1: 3, days2to7: 0, days8to30: 0, days31to90: 0, older: 1 },
    byCause: { sent: 3, "stuck (windowOver)": 1 },
  });
});

test("evidence is told in shares of all that ended", () => {
  const tally = {
    ...{ "end:confirmed": 2, "end:closedUnverified": 1 },
    ...{ "evidence:deviceSigned": 2, "evidence:holderDeclared": 1 },
  };
  expect(dayFigures(tally).endedWipes).toEqual({
    total: 3,
    byEnd: { confirmed: 2, closedUnverified: 1 },
    byEvidence: {
      deviceSigned: { wipes: 2, percent: 66.7 },
      holderDeclared: { wipes: 1, percent: 33.3 },
    },
  });
});

test("times to erasure are told as the half, 95 of 100, and how many took how long, in order", () => {
  expect(dayFigures({ "time:10": 1, "time:0": 12, "time:1": 7 }).timeToErasure).toEqual({
    erased: 20,
    p50: "1 minute",
    p95: "5 minutes",
    within: [
      { time: "1 minute", wipes: 12 },
      { time: "5 minutes", wipes: 7 },
      { time: "30 days", wipes: 1 },
    ],
  });
});

test("groups of fewer than ten are put together, whatever is left of them", () => {
  const tally = {
    ...{ "model:0:Common: 9": 6, "model:4:Common: 9": 4 },
    ...{ "model:1:Rare 1": 9, "model:5:Rare 2": 2, "model:5:other": 1 },
  };
  expect(dayFigures(tally).byModel).toEqual([
    { name: "other", erased: 12, p50: "5 minutes", p95: "1 day" },
    { name: "Common: 9", erased: 10, p50: "1 minute", p95: "8 hours" },
  ]);
});

test("app versions are told likewise", () => {
  expect(dayFigures({ "appVersion:1:1.0.0": 11 }).byAppVersion).toEqual([
    { name: "1.0.0", erased: 11, p50: "5 minutes", p95: "5 minutes" },
  ]);
});

test("messages are told by what they were about and their channel, and why they weren't sent", () => {
  const tally = {
    "reminders:sent:notErased:push": 4,
    "reminders:sent:notErased:email": 1,
    "reminders:sent:hold:sms": 2,
    "reminders:stopped:closed": 3,
    "reminders:due": 1,
    "notices:sent:erased:push": 5,
  };
  const { reminders, notices } = dayFigures(tally);
  expect(reminders).toEqual({
    sent: 7,
    sentBy: { notErased: { push: 4, email: 1 }, hold: { sms: 2 } },
    stopped: { closed: 3 },
    stillDue: 1,
  });
  expect(notices).toEqual({ sent: 5, sentBy: { erased: { push: 5 } }, stopped: {}, stillDue: 0 });
});

test("each place that was taken stands for a holder, for more than one where many are taken", () => {
  const taken = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, place) => [`unreached:${place}`, 1]));
  expect(dayFigures(taken(3)).unreachedHolders).toBe(3);
  // Half of the places are taken by ln 2 times as many as there are places.
  expect(dayFigures(taken(2048)).unreachedHolders).toBe(2839);
  expect(dayFigures(taken(4096)).unreachedHolders).toBe(34_070);
});
