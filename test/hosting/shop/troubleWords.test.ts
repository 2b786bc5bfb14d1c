import { expect, test } from "vitest";
import { refusals } from "../../../functions/src/domain/refusal.ts";
import { refusalWords, troubleWords, unexpected } from "../../../hosting/src/shop/troubleWords.ts";

/** What a clerk's requests can be refused with, whatever the clerk did wrong or didn't. */
const metAtTheCounter = [
  "hand_over_code_refused",
  "clearance_unknown",
  "shop_unknown",
  "not_signed_in",
  "role_missing",
  "rate_limited",
  "certificate_not_revoked",
  "clearance_not_clear",
  "phone_of_another_proof",
  "proof_reused",
  "proof_expired",
  "proof_not_yet_valid",
  "signature_invalid",
  "malformed_request",
  "request_reused",
  "wipe_ended",
];

test("every refusal that a clerk can meet has words of its own, and each of them is one of the service's", () => {
  expect(Object.keys(refusalWords).toSorted()).toEqual(metAtTheCounter.toSorted());
  expect(metAtTheCounter.filter((code) => !refusals.some((one) => one === code))).toEqual([]);
});

test("any other refusal is told too, and says whom to ask", () => {
  expect(troubleWords({ kind: "refused", code: "made_up_tomorrow" })).toBe(unexpected);
  expect(unexpected.en).toContain("administrator");
});

test("what is said differs with what went wrong: a refusal, no line, no answer in time, a failure of ours", () => {
  const said = [
    troubleWords({ kind: "refused", code: "rate_limited" }),
    troubleWords({ kind: "unreachable" }),
    troubleWords({ kind: "tooSlow" }),
    troubleWords({ kind: "failed" }),
    troubleWords({ kind: "idle" }),
    troubleWords({ kind: "signIn", why: "wrongPassword" }),
    troubleWords({ kind: "signIn", why: "wrongFactor" }),
  ];
  for (const language of ["ja", "en"] as const)
    expect(new Set(said.map((words) => words[language])).size).toBe(said.length);
});
