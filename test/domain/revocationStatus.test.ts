import { expect, test } from "vitest";
import { refuseUnlessGood, worstOf } from "../../functions/src/domain/revocationStatus.ts";

test.each([
  [[], "good"],
  [["good", "good"], "good"],
  [["good", "unknown"], "unknown"],
  [["unknown", "revoked", "good"], "revoked"],
] as const)("%j come to %s together", (statuses, together) => {
  expect(worstOf(statuses)).toBe(together);
});

test("nothing is built on a certificate that is revoked or may be", () => {
  expect(refuseUnlessGood("good", "card_revoked")).toBeUndefined();
  expect(refuseUnlessGood("revoked", "card_revoked")).toMatchObject({ refused: "card_revoked" });
  expect(refuseUnlessGood("revoked", "certificate_revoked")).toMatchObject({
    refused: "certificate_revoked",
  });
  expect(refuseUnlessGood("unknown", "card_revoked")).toMatchObject({ refused: "revocation_status_unknown" });
});
