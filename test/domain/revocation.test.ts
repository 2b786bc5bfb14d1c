import { describe, expect, test } from "vitest";
import {
  caCauses,
  causes,
  channelMayGive,
  holderCauses,
  stateAfter,
} from "../../functions/src/domain/revocation.ts";

/** From the design: reason, who may give it, which certificates it ends, and what becomes of an active device. */
const byHolder = [
  ["movedToNewPhone", "superseded", ["newPhone", "card"], "both", "replaced"],
  ["stoppedUsing", "cessationOfOperation", ["card"], "both", "retired"],
  ["handedOn", "cessationOfOperation", ["card"], "both", "retired"],
  ["disposed", "cessationOfOperation", ["card"], "both", "retired"],
  ["lost", "cessationOfOperation", ["card"], "both", "retired"],
  ["stolen", "keyCompromise", ["card"], "both", "retired"],
] as const;
const byCa = [
  ["cardRevoked", "cessationOfOperation", ["ca"], "both", "retired"],
  ["cardExpired", "cessationOfOperation", ["ca"], "both", "retired"],
  ["holderDeceased", "cessationOfOperation", ["ca"], "both", "retired"],
  ["detailsChanged", "affiliationChanged", ["ca"], "signing", "active"],
] as const;

describe.each([...byHolder, ...byCa])("the cause %s", (cause, reason, channels, kinds, leaves) => {
  test(`becomes the reason ${reason}, ends ${kinds} and leaves the device ${leaves}`, () => {
    const ended = kinds === "both" ? ["signing", "authentication"] : [kinds];
    expect(causes[cause]).toMatchObject({ reason, channels, kinds: ended });
    expect(stateAfter(cause, "active")).toBe(leaves);
  });

  test("may be given through its own channels only", () => {
    const all = ["newPhone", "card", "ca"] as const;
    expect(all.filter((channel) => channelMayGive(channel, cause))).toEqual(channels);
  });
});

test("a holder can give these causes and no others, and the CA these", () => {
  expect(holderCauses).toEqual(byHolder.map(([cause]) => cause));
  expect(caCauses).toEqual(byCa.map(([cause]) => cause));
});

test("changed details bring no device back into use", () => {
  expect(stateAfter("detailsChanged", "retired")).toBe("retired");
  expect(stateAfter("detailsChanged", "replaced")).toBe("replaced");
});

test("no cause becomes unspecified, which RFC 5280 wants left out instead", () => {
  expect(Object.values(causes).map(({ reason }) => reason)).not.toContain("unspecified");
});
