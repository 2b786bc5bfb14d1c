import { describe, expect, test } from "vitest";
import { causes, channelMayGive, holderCauses } from "../../functions/src/domain/revocation.ts";

/** From the design: reason, who may give it, and what becomes of the device. */
const expected = [
  ["movedToNewPhone", "superseded", ["newPhone", "card"], "replaced"],
  ["stoppedUsing", "cessationOfOperation", ["card"], "retired"],
  ["handedOn", "cessationOfOperation", ["card"], "retired"],
  ["disposed", "cessationOfOperation", ["card"], "retired"],
  ["lost", "cessationOfOperation", ["card"], "retired"],
  ["stolen", "keyCompromise", ["card"], "retired"],
] as const;

describe.each(expected)("the cause %s", (cause, reason, channels, leaves) => {
  test(`becomes the reason ${reason} and leaves the device ${leaves}`, () => {
    expect(causes[cause]).toEqual({ reason, channels, leaves });
  });

  test("may be given through its own channels only", () => {
    const allowed = (["newPhone", "card"] as const).filter((channel) => channelMayGive(channel, cause));
    expect(allowed).toEqual(channels);
  });
});

test("a holder can give these causes and no others", () => {
  expect(holderCauses).toEqual(expected.map(([cause]) => cause));
});

test("no cause becomes unspecified, which RFC 5280 wants left out instead", () => {
  expect(Object.values(causes).map(({ reason }) => reason)).not.toContain("unspecified");
});
