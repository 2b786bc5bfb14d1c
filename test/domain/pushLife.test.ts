import { describe, expect, test } from "vitest";
import type { Message } from "../../functions/src/domain/message.ts";
import { pushEnds } from "../../functions/src/domain/pushLife.ts";
import type { QuietHours } from "../../functions/src/domain/quietHours.ts";

const night: QuietHours = { from: 21 * 60, until: 8 * 60, timeZone: "Asia/Tokyo" };

/** A time in Tokyo, in November 2026. */
function tokyo(day: number, time: string): Date {
  return new Date(`2026-11-${day}T${time}:00+09:00`);
}

const model = "Sample 8";
const at = tokyo(20, "12:00");
const handOverOn = tokyo(24, "12:00");
const soon = {
  ...{ model, handOverOn, daysLeft: 2, isRevoked: false, isErased: false },
  instruction: "connect",
} as const;
const revoked: Message = { code: "revoked", values: { model, revokedAt: at } };
const held: Message = { code: "held", values: { heldAt: at } };
const erased: Message = { code: "erased", values: { model, erasedAt: at } };
const checked: Message = { code: "checked", values: { model, checkedAt: at } };
const stuck: Message = { code: "wipeStuck", values: { model, instruction: "connect" } };
const unseen: Message = { code: "notRevokedUnseen", values: { model, lastSeenOn: at } };
const counting: Message = { code: "handOverSoon", values: soon };
const safe: Message = { code: "handOverSafe", values: { model, handOverOn } };
const doNow: Message = {
  code: "handOverDoNow",
  values: { model, handOverOn, isRevoked: false, instruction: "connect" },
};
const passed: Message = { code: "handOverPassed", values: { model, handOverOn, isRevoked: false } };

describe("a push message waits for a phone that is offline", () => {
  test.each([
    // What may be somebody else's doing comes at night too, and for three days.
    [revoked, tokyo(22, "18:00"), tokyo(25, "18:00")],
    [revoked, tokyo(22, "23:30"), tokyo(25, "23:30")],
    [held, tokyo(22, "03:00"), tokyo(25, "03:00")],
    // What could wait for the morning waits for no night.
    [erased, tokyo(22, "18:00"), tokyo(22, "21:00")],
    [stuck, tokyo(22, "08:00"), tokyo(22, "21:00")],
    [checked, tokyo(22, "20:59"), tokyo(22, "21:00")],
    [unseen, tokyo(22, "20:59"), tokyo(22, "21:00")],
    [passed, tokyo(25, "18:00"), tokyo(25, "21:00")],
    // A countdown counts days, and keeps the night free all the same.
    [counting, tokyo(22, "18:00"), tokyo(22, "21:00")],
    // There is no second word before the phone is handed over.
    [doNow, tokyo(23, "18:00"), tokyo(25, "00:00")],
    [safe, tokyo(23, "18:00"), tokyo(25, "00:00")],
    [doNow, tokyo(24, "10:00"), tokyo(25, "00:00")],
  ])("%o at %s until %s", (message, now, ends) => {
    expect(pushEnds(message, night, now)).toEqual(ends);
  });

  test("no longer once it is quiet: one that was slow to be sent comes now or never", () => {
    expect(pushEnds(unseen, night, tokyo(22, "21:00"))).toEqual(tokyo(22, "21:00"));
    expect(pushEnds(counting, night, tokyo(22, "02:00"))).toEqual(tokyo(22, "02:00"));
  });
});

describe("where it is never quiet", () => {
  const never = { ...night, from: 0, until: 0 };

  test("a reminder waits for three days at most", () => {
    expect(pushEnds(unseen, never, tokyo(22, "18:00"))).toEqual(tokyo(25, "18:00"));
  });

  test("a countdown waits until its day is over, for tomorrow it counts another", () => {
    expect(pushEnds(counting, never, tokyo(22, "00:00"))).toEqual(tokyo(23, "00:00"));
    expect(pushEnds(counting, never, tokyo(22, "23:59"))).toEqual(tokyo(23, "00:00"));
  });
});
