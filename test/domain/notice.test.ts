import { describe, expect, test } from "vitest";
import type { Hold, HoldState } from "../../functions/src/domain/hold.ts";
import { happenedToHold, happenedToWipe, notice, noticeWith } from "../../functions/src/domain/notice.ts";
import { stop } from "../../functions/src/domain/sending.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, sampleHold, sampleWipe, start } from "../doubles/samples.ts";

const happening = { holderId: "holder-1", about: "revoked", subject: "wipes/wipe-1", version: 1 } as const;

test("what is told twice is one notice, and what happens again another", () => {
  const given = notice(happening, start);
  expect(given).toEqual({
    ...{ noticeId: given.noticeId, holderId: "holder-1", about: "revoked", subject: "wipes/wipe-1" },
    ...{ state: "due", dueAt: start, tries: 0, nextStepAt: start },
  });
  expect(notice(happening, minutesLater(9)).noticeId).toBe(given.noticeId);
  const others = [
    notice({ ...happening, version: 2 }, start),
    notice({ ...happening, about: "erased" }, start),
    notice({ ...happening, subject: "wipes/wipe-2" }, start),
    notice({ ...happening, cause: "unreachable" }, start),
    notice({ ...happening, cause: "deviceError" }, start),
  ];
  expect(new Set([given, ...others].map(({ noticeId }) => noticeId)).size).toBe(6);
  const { nextStepAt, ...rest } = given;
  expect(noticeWith(given, stop(given, "noChannel", minutesLater(1)))).toEqual({
    ...{ ...rest, state: "stopped", stoppedBecause: "noChannel", stoppedAt: minutesLater(1) },
  });
});

describe("a wipe's holder is told", () => {
  const told = (before: Partial<Wipe> | undefined, after: Partial<Wipe>) =>
    happenedToWipe(before && { ...sampleWipe, ...before }, { ...sampleWipe, ...after });
  const one = { holderId: "holder-1", subject: "wipes/wipe-1", version: 1 };

  test("of the revocation, when it is opened and when a later one joins", () => {
    expect(told(undefined, {})).toEqual([{ ...one, about: "revoked" }]);
    expect(told({ state: "sent" }, { state: "pending", commandVersion: 2 })).toEqual([
      { ...one, about: "revoked", version: 2 },
    ]);
  });

  test("not when it is opened for what another had listed, but when a later revocation joins", () => {
    expect(told(undefined, { isFollowUp: true })).toEqual([]);
    expect(told({ isFollowUp: true }, { isFollowUp: true, commandVersion: 2 })).toEqual([
      { ...one, about: "revoked", version: 2 },
    ]);
  });

  test.each([
    ["confirmed", "erased"],
    ["closedUnverified", "closedUnverified"],
    ["stuck", "wipeStuck"],
  ] as const)("when it becomes %s", (state, about) => {
    expect(told({ state: "sent" }, { state })).toEqual([{ ...one, about }]);
    expect(told({ state }, { state, attempts: 7 })).toEqual([]);
  });

  test("that it is stuck once for each cause, whether it was revived in between or not", () => {
    const unreachable = { state: "stuck", cause: "unreachable" } as const;
    const isTold = (cause: string) => [{ ...one, about: "wipeStuck", cause }];
    expect(told({ state: "sent" }, unreachable)).toEqual(isTold("unreachable"));
    expect(told(unreachable, { ...unreachable, attempts: 7 })).toEqual([]);
    expect(told({ state: "pending" }, { ...unreachable, cause: "windowOver" })).toEqual(isTold("windowOver"));
    expect(told(unreachable, { ...unreachable, cause: "deviceError" })).toEqual(isTold("deviceError"));
  });

  test("of an erasure that is proven after all", () => {
    expect(told({ state: "closedUnverified" }, { state: "confirmed" })).toEqual([
      { ...one, about: "erased" },
    ]);
  });

  test.each(["pending", "sent", "received", "deferred", "cancelled"] as const)(
    "nothing when it becomes %s",
    (state) => {
      expect(told({ state: "stuck" }, { state })).toEqual([]);
    },
  );
});

describe("a hold's holder is told", () => {
  const told = (before: HoldState | undefined, after: HoldState) =>
    happenedToHold(before && { ...sampleHold, state: before }, {
      ...sampleHold,
      state: after,
    } satisfies Hold);

  test.each([
    [undefined, "open", "held"],
    [undefined, "joined", "held"],
    ["open", "released", "released"],
    ["open", "escalated", "escalated"],
  ] as const)("from %s to %s: %s", (before, after, about) => {
    const { holderId, holdId } = sampleHold;
    expect(told(before, after)).toEqual([{ holderId, about, subject: `holds/${holdId}`, version: 1 }]);
  });

  test("nothing of its clock, nor of an end that another notice tells of", () => {
    expect(told("open", "open")).toEqual([]);
    expect(told("open", "over")).toEqual([]);
  });
});
