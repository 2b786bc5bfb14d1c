import { expect, test } from "vitest";
import { isErasedStill } from "../../functions/src/domain/erasedStill.ts";
import type { Evidence } from "../../functions/src/domain/evidence.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, registeredAt, sampleDevice, sampleWipe } from "../doubles/samples.ts";

const [signing = "", authentication = ""] = sampleDevice.certificateIds;
const confirmed: Wipe = {
  ...sampleWipe,
  state: "confirmed",
  evidence: "deviceSigned",
  endedAt: minutesLater(10),
};

/** A phone that registered with its authentication certificate alone in this minute, and with both at the start. */
function back(minute: number) {
  const shownBefore = [{ certificateId: signing, at: minutesLater(0) }];
  return registeredAt(minutesLater(minute), { shownBefore });
}

test("what was shown up to the end of its wipe is gone, what was shown since isn't, each for itself", () => {
  const gone = (minute: number) =>
    [signing, authentication].map((one) => isErasedStill(one, confirmed, back(minute)));
  expect([gone(9), gone(10), gone(11)]).toEqual([
    [true, true],
    [true, true],
    [true, false],
  ]);
});

test("a wipe that is open, was closed unverified or cancelled, or lists another certificate proves nothing", () => {
  const states = ["pending", "closedUnverified", "cancelled"] as const;
  const proves = (wipe: Wipe) => isErasedStill(signing, wipe, sampleDevice);
  expect(states.map((state) => proves({ ...confirmed, state }))).toEqual([false, false, false]);
  expect(proves({ ...confirmed, certificates: confirmed.certificates.slice(1) })).toBe(false);
});

test.each<[Evidence, boolean]>([
  ["resetReported", false],
  ["counterChecked", true],
  ["deviceSigned", true],
  ["tsmConfirmed", true],
])(
  "a reset of minute 5 that was heard in minute 10, confirmed on %s, and a registration of minute 7",
  (evidence, isGone) => {
    const wipe: Wipe = { ...confirmed, evidence, resetAt: minutesLater(5) };
    expect(isErasedStill(authentication, wipe, back(7))).toBe(isGone);
  },
);
