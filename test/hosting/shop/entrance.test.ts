import { expect, test } from "vitest";
import type { SignInRefusal } from "../../../hosting/src/shop/session.ts";
import { appKey, shopBench } from "./shopBench.ts";

const given = { code: { receptionNumber: "4821", code: "573906" } };

/** A clerk whose account has no second factor, signed in with the password. */
async function without(refused: SignInRefusal = "wrongFactor") {
  const bench = await shopBench({ signsIn: { lacksFactor: appKey }, refusesApp: { refused } });
  await bench.shop.entrance.signIn("clerk@shop.example", "secret");
  return bench;
}

test("an account without a second factor is shown a key, and nothing is asked of the service", async () => {
  const { shop, page, asked } = await without();
  expect(page()).toEqual({ state: "factorOffered", appKey });
  void shop.check(given);
  expect([page()?.state, asked]).toEqual(["factorOffered", []]);
});

test("a wrong code is told with the key still there; the right one signs out, to sign in anew", async () => {
  const { shop, page, leaves } = await without();
  await shop.entrance.enrol("000000");
  const trouble = { kind: "signIn", why: "wrongFactor" };
  expect(page()).toEqual({ state: "factorOffered", appKey, trouble });
  await shop.entrance.enrol("123456");
  expect(page()).toEqual({ state: "signedOut", isEnrolled: true });
  expect(leaves()).toBe(1);
});

test("a key that has expired leads back to signing in, with the reason and without the key", async () => {
  const { shop, page, leaves } = await without("signInTooOld");
  await shop.entrance.enrol("000000");
  expect(page()).toEqual({ state: "signedOut", trouble: { kind: "signIn", why: "signInTooOld" } });
  expect(leaves()).toBe(1);
});

test("where no key could be had, the reason is told, and no code is taken", async () => {
  const { shop, page } = await shopBench({ signsIn: { lacksFactor: { refused: "emailUnverified" } } });
  await shop.entrance.signIn("clerk@shop.example", "secret");
  const trouble = { kind: "signIn", why: "emailUnverified" };
  expect(page()).toEqual({ state: "factorOffered", trouble });
  await shop.entrance.enrol("123456");
  expect(page()).toEqual({ state: "factorOffered", trouble });
});

test("going on without asks the service, which may refuse: then nobody is signed in", async () => {
  const { shop, page, last, leaves } = await without();
  shop.entrance.postpone();
  expect(page()).toEqual({ state: "ready" });
  void shop.check(given);
  await last().answer({ problem: { kind: "refused", code: "not_signed_in" } });
  expect(page()).toMatchObject({ state: "signedOut", trouble: { code: "not_signed_in" } });
  expect(leaves()).toBe(1);
});

test("what a link brought is still there after enrolling", async () => {
  const { shop, page } = await shopBench({ signsIn: { lacksFactor: appKey } });
  shop.fill(given);
  await shop.entrance.signIn("clerk@shop.example", "secret");
  await shop.entrance.enrol("123456");
  expect(page()).toEqual({ state: "signedOut", isEnrolled: true, given: "4821 573906" });
});

test("whoever went away while the code was being looked at is signed out, and the key is gone", async () => {
  const { shop, page, leaves } = await without();
  const enrolling = shop.entrance.enrol("123456");
  await shop.leave();
  await enrolling;
  expect(page()).toEqual({ state: "signedOut" });
  expect(leaves()).toBe(2);
});

test("nobody goes in by pressing a button that isn't there", async () => {
  const { shop, page } = await shopBench();
  shop.entrance.postpone();
  await shop.entrance.enrol("123456");
  expect(page()).toEqual({ state: "signedOut" });
});
