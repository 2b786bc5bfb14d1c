import { expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { wipeAgain } from "../../functions/src/domain/wipeAgain.ts";
import type { WipeState } from "../../functions/src/domain/wipeMoves.ts";
import { both, wipeIn } from "../doubles/clearanceFacts.ts";
import { minutesLater, registeredAt } from "../doubles/samples.ts";

const owing = {
  fresh: { wipeId: "wipe-2", nonce: "nonce-2", shard: 1 },
  scope: "keys",
  now: minutesLater(70),
} as const;

/** The wipe that a phone is owed which has registered with both certificates in that minute; the wipe before ended in minute 50. */
function owed(wipe: Wipe, { minute = 60, shown = both("revoked") } = {}): Wipe | undefined {
  const device = registeredAt(minutesLater(minute), { wipeId: wipe.wipeId });
  return wipeAgain({ device, shown, wipes: [wipe] }, owing);
}

/** By hand: whether what was revoked is owed another wipe by each state of the last one. */
const expected: Record<WipeState, boolean> = {
  pending: false,
  sent: false,
  received: false,
  deferred: false,
  stuck: false,
  confirmed: true,
  closedUnverified: true,
  cancelled: true,
};

test.each(Object.entries(expected))(
  "a phone back after a wipe that is %s is owed another one: %s",
  (state, isOwed) => {
    const wipe = wipeIn(state as WipeState, { evidence: "deviceSigned" });
    const again = owed(wipe);
    expect(again !== undefined).toBe(isOwed);
    if (again)
      expect(again).toMatchObject({ wipeId: "wipe-2", state: "pending", nextStepAt: minutesLater(70) });
  },
);

test("what was erased is taken to be gone until the phone signs with it after that", () => {
  const erased = wipeIn("confirmed", { evidence: "deviceSigned" });
  expect(owed(erased, { minute: 50 })).toBeUndefined();
  expect(owed(erased, { minute: 51 })).toMatchObject({ state: "pending" });
});

test("what a holder's word closed isn't pushed for again", () => {
  expect(owed(wipeIn("closedUnverified", { declared: "initialised" }))).toBeUndefined();
});

test("what is in force is owed none, also where it was erased", () => {
  const inForce: readonly Certificate[] = both("valid", "onHold");
  expect(owed(wipeIn("confirmed", { evidence: "tsmConfirmed" }), { shown: inForce })).toBeUndefined();
  expect(owed(wipeIn("confirmed"), { shown: both("revoked", "valid") })?.certificates).toHaveLength(1);
});
