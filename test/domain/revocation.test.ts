import { describe, expect, test } from "vitest";
import {
  caCauses,
  causes,
  channelMayGive,
  holdCauses,
  holderCauses,
  type Revocation,
  raiseReason,
  raises,
  revocationCauses,
  revocationChannels,
  stateAfter,
} from "../../functions/src/domain/revocation.ts";
import { minutesLater, start } from "../doubles/samples.ts";

/** From the design: reason, who may give it, which certificates it ends, and what becomes of an active device. */
const byHolder = [
  ["movedToNewPhone", "superseded", ["newPhone", "card"], "both", "replaced"],
  ["stoppedUsing", "cessationOfOperation", ["card", "oldPhone"], "both", "retired"],
  ["handedOn", "cessationOfOperation", ["card", "oldPhone"], "both", "retired"],
  ["disposed", "cessationOfOperation", ["card", "oldPhone"], "both", "retired"],
  ["lost", "cessationOfOperation", ["card"], "both", "retired"],
  ["stolen", "keyCompromise", ["card"], "both", "retired"],
] as const;
const byCa = [
  ["cardRevoked", "cessationOfOperation", ["ca"], "both", "retired"],
  ["cardExpired", "cessationOfOperation", ["ca"], "both", "retired"],
  ["holderDeceased", "cessationOfOperation", ["ca"], "both", "retired"],
  ["detailsChanged", "affiliationChanged", ["ca"], "signing", "active"],
] as const;

const byHold = [
  ["foundAgain", "superseded", ["hold"], "both", "active"],
  ["notFound", "cessationOfOperation", ["hold"], "both", "retired"],
] as const;

describe.each([...byHolder, ...byCa, ...byHold])("the cause %s", (cause, reason, channels, kinds, leaves) => {
  test(`becomes the reason ${reason}, ends ${kinds} and leaves the device ${leaves}`, () => {
    const ended = kinds === "both" ? ["signing", "authentication"] : [kinds];
    expect(causes[cause]).toMatchObject({ reason, channels, kinds: ended });
    expect(stateAfter(cause, "active")).toBe(leaves);
  });

  test("may be given through its own channels only", () => {
    expect(revocationChannels.filter((channel) => channelMayGive(channel, cause))).toEqual(channels);
  });
});

test("a holder can give these causes, the CA those, the end of a hold the rest, and nobody any other", () => {
  expect(holderCauses).toEqual(byHolder.map(([cause]) => cause));
  expect(caCauses).toEqual(byCa.map(([cause]) => cause));
  expect(holdCauses).toEqual(byHold.map(([cause]) => cause));
  expect(revocationCauses).toEqual([...holderCauses, ...caCauses, ...holdCauses]);
});

test("changed details bring no device back into use", () => {
  expect(stateAfter("detailsChanged", "retired")).toBe("retired");
  expect(stateAfter("detailsChanged", "replaced")).toBe("replaced");
});

test("the call centre ends no certificate: no cause is its to give", () => {
  for (const { channels } of Object.values(causes)) expect(channels).not.toContain("agent");
});

describe("a revocation's reason", () => {
  const first: Revocation = {
    cause: "handedOn",
    reason: "cessationOfOperation",
    channel: "card",
    revocationId: "1".repeat(64),
    revokedAt: start,
  };
  const stolen: Revocation = {
    ...first,
    cause: "stolen",
    reason: "keyCompromise",
    revocationId: "2".repeat(64),
    revokedAt: minutesLater(5),
  };

  test("may be raised to keyCompromise and to nothing else", () => {
    expect(raises).toEqual({
      superseded: ["keyCompromise"],
      cessationOfOperation: ["keyCompromise"],
      affiliationChanged: ["keyCompromise"],
      keyCompromise: [],
    });
  });

  test("is raised with the first one's cause and date, and tells what raised it", () => {
    expect(raiseReason(first, stolen)).toEqual({
      ...first,
      reason: "keyCompromise",
      raised: { cause: "stolen", revocationId: "2".repeat(64), raisedAt: minutesLater(5) },
    });
  });

  test("never falls, and is raised once", () => {
    expect(raiseReason(stolen, first)).toBe(stolen);
    expect(raiseReason(first, { ...first, cause: "movedToNewPhone", reason: "superseded" })).toBe(first);
    const once = raiseReason(first, stolen);
    expect(raiseReason(once, { ...stolen, revokedAt: minutesLater(9) })).toBe(once);
  });
});

test("no cause becomes unspecified, which RFC 5280 wants left out instead", () => {
  expect(Object.values(causes).map(({ reason }) => reason)).not.toContain("unspecified");
});
