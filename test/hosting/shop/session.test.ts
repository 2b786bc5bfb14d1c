import { expect, test } from "vitest";
import { readWhere } from "../../../hosting/src/shop/readWhere.ts";
import { refusalIn } from "../../../hosting/src/shop/session.ts";

test.each([
  ["auth/invalid-credential", "wrongPassword"],
  ["auth/invalid-email", "wrongPassword"],
  ["auth/invalid-verification-code", "wrongFactor"],
  ["auth/totp-challenge-timeout", "factorExpired"],
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
