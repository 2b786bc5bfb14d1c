import { describe, expect, test } from "vitest";
import {
  beginSending,
  endTry,
  goOnTo,
  isSendable,
  putOff,
  reopen,
  type Sending,
  sendingOf,
  stop,
  takeTry,
  timesOf,
  wasNeverSent,
} from "../../functions/src/domain/sending.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const due = beginSending(start);
const night = { from: 21 * 60, until: 8 * 60, timeZone: "Asia/Tokyo" };

test("it begins due at once", () => {
  expect(due).toEqual({ state: "due", dueAt: start, tries: 0, nextStepAt: start });
  expect(isSendable(due, start)).toBe(true);
  expect(isSendable(due, minutesLater(-1))).toBe(false);
});

describe("a try that is taken", () => {
  test.each([
    [1, 0, 10],
    [2, 1, 60],
    [3, 2, 6 * 60],
    [4, 3, 24 * 60],
    [5, 4, 24 * 60],
  ])("as number %i keeps others away for a while", (number, tries, minutes) => {
    const taken = takeTry({ ...due, tries }, start);
    expect(taken).toEqual({ ...due, tries: number, nextStepAt: minutesLater(minutes) });
    expect(isSendable(taken, minutesLater(minutes - 1))).toBe(false);
    expect(isSendable(taken, minutesLater(minutes))).toBe(true);
  });

  test("is the last one after five, also where none of them ever ended", () => {
    expect(takeTry({ ...due, tries: 5 }, start)).toEqual({
      state: "stopped",
      dueAt: start,
      tries: 5,
      stoppedBecause: "failed",
      stoppedAt: start,
    });
  });
});

describe("at night", () => {
  test("a try is put off until the morning", () => {
    const now = minutesLater(4 * 60);
    expect(putOff(due, night, { now, chance: 0 })).toEqual({ ...due, nextStepAt: minutesLater(14 * 60) });
  });

  test("and only then", () => {
    expect(putOff(due, night, { now: start, chance: 0 })).toBeUndefined();
  });
});

describe("a try that ended", () => {
  const taken = takeTry(due, start);

  test("well leaves nothing to do", () => {
    expect(endTry(taken, { channel: "email" }, minutesLater(1))).toEqual({
      ...{ state: "sent", dueAt: start, tries: 1 },
      ...{ sentAt: minutesLater(1), channel: "email" },
    });
  });

  test.each(["noChannel", "notWanted"] as const)("with %s isn't repeated", (unsent) => {
    expect(endTry(taken, { unsent }, minutesLater(1))).toEqual({
      ...{ state: "stopped", dueAt: start, tries: 1, failedTries: 1 },
      ...{ stoppedBecause: unsent, stoppedAt: minutesLater(1) },
    });
  });

  test("in failure is repeated, up to the fifth", () => {
    for (const tries of [1, 2, 3, 4]) {
      const tried = { ...taken, tries };
      expect(endTry(tried, { unsent: "failed" }, minutesLater(1))).toEqual({ ...tried, failedTries: 1 });
    }
    expect(endTry({ ...taken, tries: 5 }, { unsent: "failed" }, minutesLater(1))).toMatchObject({
      state: "stopped",
      stoppedBecause: "failed",
    });
  });

  test("by a push that may lie in a drawer, while SMS is away, hasn't failed, and has gone by push in the end", () => {
    const shown = { unsent: "failed", shown: "push" } as const;
    expect(endTry({ ...taken, trying: "sms" }, shown, minutesLater(1))).toEqual(taken);
    const last = endTry({ ...taken, tries: 5 }, shown, minutesLater(1));
    expect(last).toMatchObject({ state: "sent", channel: "push", sentAt: minutesLater(1) });
    expect(last).not.toHaveProperty("failedTries");
    expect(wasNeverSent(stop(endTry(taken, shown, minutesLater(1)), "closed", start))).toBe(false);
  });

  test("after it was over changes nothing", () => {
    const over = stop(taken, "closed", start);
    expect(endTry(over, { channel: "push" }, minutesLater(1))).toBe(over);
    const sent = endTry(taken, { channel: "push" }, minutesLater(1));
    expect(endTry(sent, { unsent: "failed" }, minutesLater(2))).toBe(sent);
    expect(isSendable(over, minutesLater(9999))).toBe(false);
  });
});

test("of a record with more in it only the sending is taken", () => {
  const sending: Sending = {
    ...{ state: "sent", dueAt: start, tries: 1 },
    ...{ sentAt: start, channel: "push" },
  };
  expect(sendingOf({ ...sending, ...{ reminderId: "reminder-1" } })).toEqual(sending);
  expect(sendingOf(due)).toEqual(due);
  const stopped = stop({ ...due, failedTries: 2 }, "closed", start);
  expect(sendingOf({ ...stopped, ...{ reminderId: "reminder-1" } })).toEqual(stopped);
});

describe("it was surely never sent", () => {
  const failed = { unsent: "failed" } as const;

  test("where it stopped before any try, or each try is known to have failed", () => {
    expect(wasNeverSent(stop(due, "closed", start))).toBe(true);
    const tried = endTry(takeTry(due, start), failed, start);
    expect(wasNeverSent(stop(tried, "closed", start))).toBe(true);
    expect(wasNeverSent(endTry(takeTry(tried, start), { unsent: "noChannel" }, start))).toBe(true);
  });

  test("but not where a try crashed, which may have sent it", () => {
    const crashed = takeTry(due, start);
    expect(wasNeverSent(stop(crashed, "closed", start))).toBe(false);
    const other = endTry(takeTry(crashed, start), failed, start);
    expect(wasNeverSent(stop(other, "closed", start))).toBe(false);
  });

  test("nor while it is due, nor once it was sent", () => {
    expect(wasNeverSent(due)).toBe(false);
    expect(wasNeverSent(endTry(takeTry(due, start), { channel: "sms" }, start))).toBe(false);
  });
});

test("it ended when it was sent or stopped, and is kept for 400 days from when it was due", () => {
  const expiresAt = minutesLater(400 * 24 * 60);
  expect(timesOf(due)).toEqual({ expiresAt });
  const sent = endTry(takeTry(due, start), { channel: "sms" }, minutesLater(5));
  expect(timesOf(sent)).toEqual({ expiresAt, endedAt: minutesLater(5) });
  expect(timesOf(stop(due, "closed", minutesLater(6)))).toEqual({ expiresAt, endedAt: minutesLater(6) });
});

describe("a try that goes on to another channel", () => {
  const gone = goOnTo(takeTry(due, start), "sms");

  test("notes it, for whoever takes over", () => {
    expect(gone).toMatchObject({ state: "due", tries: 1, trying: "sms" });
    expect(takeTry(gone, minutesLater(10))).toMatchObject({ tries: 2, trying: "sms" });
    expect(sendingOf(gone)).toEqual(gone);
  });

  test("begins at the first channel again where all failed", () => {
    expect(endTry(gone, { unsent: "failed" }, start)).not.toHaveProperty("trying");
  });

  test("leaves no note once it is over, and none where it was", () => {
    const over = [endTry(gone, { channel: "sms" }, start), stop(gone, "closed", start)];
    for (const one of over) {
      expect(one).not.toHaveProperty("trying");
      expect(goOnTo(one, "push")).toBe(one);
    }
  });
});

describe("what went by a channel that has failed since", () => {
  const sent = endTry(takeTry(due, start), { channel: "email" }, minutesLater(1));

  test("is due again at once, from that channel on, and has used no further try up", () => {
    expect(reopen(sent, "email", minutesLater(5))).toEqual({
      ...{ state: "due", dueAt: start, tries: 1, failedTries: 1 },
      ...{ nextStepAt: minutesLater(5), trying: "email" },
    });
  });

  test("is so once", () => {
    const again = reopen(sent, "email", minutesLater(5));
    expect(reopen(again, "email", minutesLater(6))).toBe(again);
    const bySms = endTry(again, { channel: "sms" }, minutesLater(6));
    expect(reopen(bySms, "email", minutesLater(7))).toBe(bySms);
  });

  test("stays stopped", () => {
    const stopped = stop(due, "closed", start);
    expect(reopen(stopped, "email", start)).toBe(stopped);
  });
});
