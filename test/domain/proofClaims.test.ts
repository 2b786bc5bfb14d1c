import { describe, expect, test } from "vitest";
import { checkProofClaims, type ProofClaims } from "../../functions/src/domain/proofClaims.ts";
import { start } from "../doubles/samples.ts";

const audience = "https://service.example";
const now = start.getTime() / 1000;
const claims: ProofClaims = { aud: audience, iat: now, exp: now + 300, jti: "used-once-number-1" };

function refusalOf(changes: Partial<ProofClaims>, at = start) {
  return checkProofClaims({ ...claims, ...changes }, audience, at)?.refused;
}

test("an application for us and for now has nothing against it", () => {
  expect(checkProofClaims(claims, audience, start)).toBeUndefined();
});

describe("the audience", () => {
  test.each([
    "https://service.example/",
    "https://service.example.attacker.example",
    "https://SERVICE.example",
    "http://service.example",
    "https://other.example",
  ])("%s is wrong: it has to be the very same text", (aud) => {
    expect(refusalOf({ aud })).toBe("audience_wrong");
  });
});

describe("the lifetime", () => {
  test.each([
    [now, now + 600, undefined],
    [now, now + 601, "proof_lifetime_too_long"],
    [now, now, "proof_lifetime_too_long"],
    [now, now - 1, "proof_lifetime_too_long"],
    [now - 86_400, now + 1, "proof_lifetime_too_long"],
  ])("from %i to %i comes to %s", (iat, exp, refused) => {
    expect(refusalOf({ iat, exp })).toBe(refused);
  });
});

describe("a signer's clock", () => {
  test.each([
    ["60 s ahead is forgiven", 60, undefined],
    ["61 s ahead isn't", 61, "proof_not_yet_valid"],
    ["a day ahead isn't", 86_400, "proof_not_yet_valid"],
  ])("%s", (_, ahead, refused) => {
    expect(refusalOf({ iat: now + ahead, exp: now + ahead + 300 })).toBe(refused);
  });

  test.each([
    ["expired 59 s ago is forgiven", 59, undefined],
    ["expired 60 s ago isn't", 60, "proof_expired"],
    ["expired a day ago isn't", 86_400, "proof_expired"],
  ])("%s", (_, ago, refused) => {
    expect(refusalOf({ iat: now - ago - 300, exp: now - ago })).toBe(refused);
  });
});
