import { describe, expect, test } from "vitest";
import { isOutOfHands, mayRingElsewhere, mayShowMessages } from "../../functions/src/domain/outOfHands.ts";
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

  test("on none whose certificates expired on hold: nobody said that it was found", () => {
    const { expiresAt } = sampleSigning;
    const span = { holdId: "hold-1", heldAt: start };
    const expired = { ...sampleSigning, state: "expired", holds: [{ ...span, endedAt: expiresAt }] } as const;
    const released = { ...expired, holds: [{ ...span, endedAt: minutesLater(5) }] };
    expect(mayShowMessages(sampleDevice, [expired], expiresAt)).toBe(false);
    expect(mayShowMessages(sampleDevice, [released], expiresAt)).toBe(true);
  });
});

describe("a number may ring on a phone in other hands", () => {
  const inUse = { device: sampleDevice, certificates: [sampleSigning] };
  const lost = {
    device: { ...sampleDevice, state: "retired", secureElement: "other" } as const,
    certificates: revoked({ cause: "lost" }),
  };

  test("where any was lost or stolen, also long out of use", () => {
    expect(mayRingElsewhere([inUse, lost], undefined, minutesLater(500_000))).toBe(true);
    const raised = { cause: "stolen", revocationId: "revocation-2", raisedAt: start } as const;
    const replaced = {
      device: { ...lost.device, state: "replaced" } as const,
      certificates: revoked({ raised }),
    };
    expect(mayRingElsewhere([inUse, replaced], undefined, start)).toBe(true);
  });

  test("where one is on hold, or has been handed over", () => {
    const certificates = [{ ...sampleSigning, state: "onHold" } as const];
    expect(mayRingElsewhere([inUse, { ...inUse, certificates }], undefined, start)).toBe(true);
    const matter = { about: "handOver", anchorAt: start, reminders: 3, remindAt: start } as const;
    const given = { ...inUse, device: { ...sampleDevice, matter } };
    expect(mayRingElsewhere([given], undefined, minutesLater(18 * 60))).toBe(true);
    expect(mayRingElsewhere([given], undefined, start)).toBe(false);
  });

  test("not where all are in use, or were put out of use by their holder", () => {
    expect(mayRingElsewhere([], undefined, start)).toBe(false);
    expect(mayRingElsewhere([inUse, { ...lost, certificates: revoked({}) }], undefined, start)).toBe(false);
  });

  test("not once the same phone was enrolled anew, unless that is lost again", () => {
    const anew = { ...inUse, device: { ...sampleDevice, secureElement: "other", generation: 2 } };
    expect(mayRingElsewhere([anew, lost], undefined, start)).toBe(false);
    const again = { ...anew, certificates: revoked({ cause: "stolen" }) };
    expect(mayRingElsewhere([again, lost], undefined, start)).toBe(true);
    const earlier = { ...anew, device: { ...anew.device, generation: 1 } };
    expect(mayRingElsewhere([earlier, lost], undefined, start)).toBe(true);
  });

  test("not where the number was confirmed after the loss: then it rang with the holder", () => {
    expect(mayRingElsewhere([lost], minutesLater(1), minutesLater(2))).toBe(false);
    expect(mayRingElsewhere([lost], start, minutesLater(2))).toBe(true);
    const raised = { cause: "stolen", revocationId: "revocation-2", raisedAt: minutesLater(5) } as const;
    const later = { ...lost, certificates: revoked({ cause: "lost", raised }) };
    expect(mayRingElsewhere([later], minutesLater(1), minutesLater(9))).toBe(false);
    const lostSince = { ...lost, certificates: revoked({ cause: "stoppedUsing", raised }) };
    expect(mayRingElsewhere([lostSince], minutesLater(1), minutesLater(9))).toBe(true);
    expect(mayRingElsewhere([lostSince], minutesLater(6), minutesLater(9))).toBe(false);
    const holds = [{ holdId: "hold-1", heldAt: minutesLater(5) }];
    const onHold = { ...inUse, certificates: [{ ...sampleSigning, state: "onHold", holds } as const] };
    expect(mayRingElsewhere([onHold], minutesLater(1), minutesLater(9))).toBe(true);
    expect(mayRingElsewhere([onHold], minutesLater(6), minutesLater(9))).toBe(false);
  });

  test.each(["notFound", "lost", "stolen"] as const)(
    "not once it was confirmed during a hold that ended in a revocation as %s: that is no new loss",
    (cause) => {
      const day = 24 * 60;
      const holds = [
        { holdId: "hold-1", heldAt: minutesLater(-9 * day), endedAt: minutesLater(-8 * day) },
        { holdId: "hold-2", heldAt: start, endedAt: minutesLater(30 * day) },
      ];
      const certificates = revoked({ cause, revokedAt: minutesLater(30 * day) }).map((one) => ({
        ...one,
        holds,
      }));
      const escalated = { ...lost, certificates };
      expect(mayRingElsewhere([escalated], minutesLater(day), minutesLater(31 * day))).toBe(false);
      expect(mayRingElsewhere([escalated], minutesLater(-day), minutesLater(31 * day))).toBe(true);
    },
  );

  test("where one was lost anew after a hold that was released", () => {
    const holds = [{ holdId: "hold-1", heldAt: start, endedAt: minutesLater(10) }];
    const certificates = revoked({ cause: "lost", revokedAt: minutesLater(99) }).map((one) => ({
      ...one,
      holds,
    }));
    expect(mayRingElsewhere([{ ...lost, certificates }], minutesLater(50), minutesLater(100))).toBe(true);
  });

  test("not where the number was confirmed after the day on which a phone was handed over", () => {
    const matter = { about: "handOver", anchorAt: start, reminders: 3, remindAt: start } as const;
    const given = { ...inUse, device: { ...sampleDevice, matter } };
    const noon = 18 * 60;
    expect(mayRingElsewhere([given], minutesLater(noon + 1), minutesLater(noon + 2))).toBe(false);
    expect(mayRingElsewhere([given], minutesLater(noon), minutesLater(noon + 2))).toBe(true);
  });
});
