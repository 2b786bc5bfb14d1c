import { expect, test } from "vitest";
import { readWhere } from "../../../hosting/src/shop/readWhere.ts";
import { endsEnrolment, refusalIn, signInRefusals } from "../../../hosting/src/shop/session.ts";

test.each([
  ["auth/invalid-credential", "wrongPassword"],
  ["auth/invalid-email", "wrongPassword"],
  ["auth/invalid-verification-code", "wrongFactor"],
  ["auth/totp-challenge-timeout", "factorExpired"],
  ["auth/invalid-verification-id", "factorExpired"],
  ["auth/second-factor-already-in-use", "factorPresent"],
  ["auth/operation-not-allowed", "switchedOff"],
  ["auth/unverified-email", "emailUnverified"],
  ["auth/requires-recent-login", "signInTooOld"],
  ["auth/user-token-expired", "signInTooOld"],
  ["auth/user-disabled", "disabled"],
  ["auth/too-many-requests", "tooManyTries"],
  ["auth/network-request-failed", "unreachable"],
  ["auth/something-new", "failed"],
])("%s means %s", (code, refusal) => {
  expect(refusalIn(Object.assign(new Error(code), { code }))).toBe(refusal);
});

test("whatever else was thrown is a failure", () => {
  expect([refusalIn(undefined), refusalIn("x"), refusalIn({ code: 5 })]).toEqual([
    "failed",
    "failed",
    "failed",
  ]);
});

test("a wrong code and a lost line leave the key on the screen; what a new sign-in alone can mend doesn't", () => {
  const ending = signInRefusals.filter((refused) => endsEnrolment({ refused }));
  expect(ending).toEqual(["factorExpired", "factorPresent", "signInTooOld", "disabled"]);
});

/** Hosting, and the file that is on the local stack alone. */
const serving: typeof globalThis.fetch = async (path) =>
  path === "/__/firebase/init.json"
    ? Response.json({ apiKey: "k", projectId: "p", authDomain: "p.example", storageBucket: "b" })
    : Response.json({ authEmulator: "http://127.0.0.1:9670" });

test("a deployed page asks Hosting alone which project it belongs to", async () => {
  const where = await readWhere({ fetch: serving, hostname: "katazuke.example" });
  expect(where).toEqual({ config: { apiKey: "k", projectId: "p", authDomain: "p.example" } });
});

test("on the local stack it also asks where to sign in", async () => {
  const where = await readWhere({ fetch: serving, hostname: "127.0.0.1" });
  expect(where.authEmulator).toBe("http://127.0.0.1:9670");
});

test("a project that says nothing of itself is a failure, told as such, and not a page that waits", async () => {
  const fetch: typeof globalThis.fetch = async () => new Response("Not found", { status: 404 });
  await expect(readWhere({ fetch, hostname: "katazuke.example" })).rejects.toThrow();
});
