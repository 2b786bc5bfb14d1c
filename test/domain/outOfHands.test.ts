import { describe, expect, test } from "vitest";
import { isOutOfHands, mayShowMessages } from "../../functions/src/domain/outOfHands.ts";
import type { Revocation } from "../../functions/src/domain/revocation.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  start,
} from "../doubles/samples.ts";

const revocation: Revocation = {
  cause: "handedOn",
  reason: "cessationOfOperation",
  channel: "card",
  revocationId: "revocation-1",
  revokedAt: start,
};
const revoked = (changes: Partial<Revocation>) => [
  sampleAuthentication,
  { ...sampleSigning, state: "revoked", revocation: { ...revocation, ...changes } } as const,
];

describe("a phone may be in other hands", () => {
  test.each(["lost", "stolen", "notFound"] as const)("when it was revoked as %s", (cause) => {
    expect(isOutOfHands(revoked({ cause }))).toBe(true);
  });

  test("when it was revoked for something else, and reported stolen later", () => {
    const raised = { cause: "stolen", revocationId: "revocation-2", raisedAt: start } as const;
    expect(isOutOfHands(revoked({ raised }))).toBe(true);
  });

  test("while one of its certificates is on hold", () => {
    expect(isOutOfHands([sampleSigning, { ...sampleAuthentication, state: "onHold" }])).toBe(true);
  });
});

test.each(["movedToNewPhone", "stoppedUsing", "handedOn", "disposed", "foundAgain"] as const)(
  "a phone that was revoked as %s isn't known to be in other hands",
  (cause) => {
    expect(isOutOfHands(revoked({ cause }))).toBe(false);
  },
);

describe("messages are shown", () => {
  const matter = { about: "handOver", anchorAt: start, reminders: 3, remindAt: start } as const;
  const handedOver = { ...sampleDevice, matter };

  test("on a phone that will be handed over, until noon of its day, 18 hours after the evening before", () => {
    expect(mayShowMessages(handedOver, [sampleSigning], minutesLater(18 * 60 - 1))).toBe(true);
    expect(mayShowMessages(handedOver, [sampleSigning], minutesLater(18 * 60))).toBe(false);
  });

  test("on none that may be in other hands", () => {
    expect(mayShowMessages(sampleDevice, [sampleSigning], start)).toBe(true);
    expect(mayShowMessages(sampleDevice, revoked({ cause: "lost" }), start)).toBe(false);
  });
});
