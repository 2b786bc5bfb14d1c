import { describe, expect, test } from "vitest";
import { actionsOf } from "../../../hosting/src/shop/actions.ts";
import type { ClearanceView } from "../../../hosting/src/shop/clearanceView.ts";
import { sampleView } from "./sampleView.ts";
import { settle, shopBench } from "./shopBench.ts";

const given = { code: { receptionNumber: "4821", code: "573906" } };
const refused = (code: string) => ({ problem: { kind: "refused", code } }) as const;
const lost = { problem: { kind: "unreachable" } } as const;
const erase: ClearanceView = { ...sampleView, verdict: "eraseFirst", isRevoked: true };
const clear: ClearanceView = { ...erase, verdict: "clear", isErased: true, mayBeProven: true };

/** A clerk who is signed in. */
async function signedIn() {
  const bench = await shopBench();
  await bench.shop.entrance.signIn("clerk@shop.example", "secret");
  return bench;
}

/** A clerk with a phone's clearance on the screen. */
async function looking(view = sampleView) {
  const bench = await signedIn();
  void bench.shop.check(given);
  await bench.last().answer({ value: view });
  return bench;
}

describe("signing in", () => {
  test("asks for the second factor where there is one, and again after a wrong code", async () => {
    const { shop, page } = await shopBench({ signsIn: "factorAsked" });
    await shop.entrance.signIn("clerk@shop.example", "secret");
    expect(page()?.state).toBe("secondFactor");
    await shop.entrance.prove("000000");
    expect(page()).toEqual({ state: "secondFactor", trouble: { kind: "signIn", why: "wrongFactor" } });
    await shop.entrance.prove("123456");
    expect(page()).toEqual({ state: "ready" });
  });

  test("a wrong password is told, and may be mended", async () => {
    const { shop, page } = await shopBench({ signsIn: { refused: "wrongPassword" } });
    await shop.entrance.signIn("clerk@shop.example", "wrong");
    expect(page()).toEqual({ state: "signedOut", trouble: { kind: "signIn", why: "wrongPassword" } });
  });

  test("what a link brought waits for the clerk, and isn't looked up by itself", async () => {
    const { shop, page, asked } = await shopBench();
    shop.fill(given);
    await shop.entrance.signIn("clerk@shop.example", "secret");
    expect(page()).toEqual({ state: "ready", given: "4821 573906" });
    expect(asked).toEqual([]);
  });

  test("signed out while the password was being looked at, nobody is in", async () => {
    const { shop, page, leaves } = await shopBench();
    const signingIn = shop.entrance.signIn("clerk@shop.example", "secret");
    await shop.leave();
    await signingIn;
    expect(page()).toEqual({ state: "signedOut" });
    expect(leaves()).toBe(2);
  });
});

describe("a check", () => {
  test("is one request however often the button is pressed", async () => {
    const { shop, asked } = await signedIn();
    void shop.check(given);
    void shop.check(given);
    expect(asked.map(({ what, said }) => [what, said])).toEqual([["open", ["id-1", given]]]);
  });

  test("that got no answer is repeated as the same request", async () => {
    const { shop, asked, last, page } = await signedIn();
    void shop.check(given);
    await last().answer(lost);
    expect(page()).toEqual({ state: "ready", trouble: { kind: "unreachable" }, mayRetry: true });
    shop.retry();
    expect(page()?.state).toBe("checking");
    await last().answer({ value: sampleView });
    expect(asked.map(({ said }) => said[0])).toEqual(["id-1", "id-1"]);
    expect(page()).toEqual({ state: "shown", view: sampleView });
  });

  test("that is refused isn't offered again, and the next one is a new request", async () => {
    const { shop, last, page } = await signedIn();
    void shop.check(given);
    await last().answer(refused("hand_over_code_refused"));
    const { trouble, mayRetry } = page() ?? {};
    expect([trouble, mayRetry]).toEqual([refused("hand_over_code_refused").problem, false]);
    void shop.check(given);
    expect(last().said[0]).toBe("id-2");
  });

  test("whose answer comes after the clerk has gone shows nothing", async () => {
    const { shop, last, page } = await signedIn();
    void shop.check(given);
    await shop.leave();
    await last().answer({ value: sampleView });
    expect(page()).toEqual({ state: "signedOut" });
  });

  test("by somebody whose session was ended leads back to signing in, and says so", async () => {
    const { shop, last, page } = await signedIn();
    void shop.check(given);
    await last().answer(refused("not_signed_in"));
    expect(page()).toEqual({ state: "signedOut", trouble: refused("not_signed_in").problem });
  });
});

describe("a clearance on the screen", () => {
  test("is looked at every two seconds until it is clear, and then no more", async () => {
    const { clock, last, asked, page } = await looking();
    clock.pass(2000);
    expect(last().what).toBe("read");
    await last().answer({ value: erase });
    expect(page()?.view).toEqual(erase);
    clock.pass(2000);
    await last().answer({ value: clear });
    expect(page()?.view).toEqual(clear);
    clock.pass(60_000);
    expect(asked).toHaveLength(3);
  });

  test("says that it is old while nobody answers, and takes that back", async () => {
    const { clock, last, page } = await looking();
    clock.pass(2000);
    await last().answer(lost);
    expect(page()?.isStale).toBe(true);
    clock.pass(4000);
    await last().answer({ value: sampleView });
    expect(page()).toEqual({ state: "shown", view: sampleView });
  });

  test("goes when its time is over by the service's clock", async () => {
    const { clock, page } = await looking(clear);
    clock.pass(30 * 60_000 - 1);
    expect(page()?.state).toBe("shown");
    clock.pass(1);
    expect(page()).toEqual({ state: "over" });
  });

  test("goes when the service doesn't know it any more", async () => {
    const { clock, last, page } = await looking();
    clock.pass(2000);
    await last().answer(refused("clearance_unknown"));
    expect(page()).toEqual({ state: "over" });
  });

  test("isn't mixed up with the next phone's by a late answer", async () => {
    const { shop, clock, asked, page } = await looking();
    clock.pass(2000);
    const old = asked.at(-1);
    shop.next();
    await old?.answer({ value: clear });
    expect(page()).toEqual({ state: "ready" });
  });

  test("isn't asked about while nobody sees the page", async () => {
    const { shop, clock, asked } = await looking();
    shop.see(false);
    clock.pass(60_000);
    expect(asked).toHaveLength(1);
    shop.see(true);
    expect(asked).toHaveLength(2);
  });
});

/** One clerk of two has said that the phone was initialised, as the other, or the same one, is shown it. */
const waitingFor = (mayConfirm: boolean) => ({
  ...erase,
  initialisation: { state: "awaitsSecondClerk", at: erase.asOf, mayConfirm },
});

describe("the clerk's next steps", () => {
  test("pull now shows the QR code, also while the page goes on looking", async () => {
    const { shop, clock, last, page } = await looking(erase);
    void shop.pull();
    expect([last().what, page()?.state]).toEqual(["pull", "acting"]);
    await last().answer({ value: erase });
    expect(page()).toEqual({ state: "shown", view: erase, isPulled: true });
    clock.pass(2000);
    await last().answer({ value: clear });
    expect(page()).toEqual({ state: "shown", view: clear, isPulled: true });
  });

  test("a step that was refused leaves the clearance there, says why, and goes on looking", async () => {
    const { shop, clock, last, page } = await looking(erase);
    void shop.initialise();
    await last().answer(refused("certificate_not_revoked"));
    expect(page()).toMatchObject({
      state: "shown",
      view: erase,
      trouble: { code: "certificate_not_revoked" },
    });
    clock.pass(2000);
    await last().answer({ value: erase });
    expect(page()?.trouble).toEqual(refused("certificate_not_revoked").problem);
  });

  test("an initialisation whose answer was lost is sent again", async () => {
    const { shop, asked, last } = await looking(erase);
    void shop.initialise();
    await last().answer({ problem: { kind: "tooSlow" } });
    shop.retry();
    await settle();
    expect(asked.slice(-2).map(({ what, said }) => [what, ...said])).toEqual([
      ["initialise", "c1"],
      ["initialise", "c1"],
    ]);
  });

  test("a second clerk finds the same clearance, and the first one's part is forgotten", async () => {
    const { shop, last, page, leaves } = await looking(erase);
    void shop.initialise();
    await last().answer({ value: waitingFor(false) });
    await shop.handOver();
    expect([page(), leaves()]).toEqual([{ state: "signedOut" }, 1]);
    await shop.entrance.signIn("second@shop.example", "secret");
    expect([last().what, last().said]).toEqual(["read", ["c1"]]);
    await last().answer({ value: waitingFor(true) });
    expect(page()).toEqual({ state: "shown", view: waitingFor(true) });
  });

  test("a first clerk whose word was taken and its answer lost isn't offered to be the second", async () => {
    const { shop, clock, last, page } = await looking(erase);
    void shop.initialise();
    await last().answer({ problem: { kind: "tooSlow" } });
    clock.pass(2000);
    await last().answer({ value: waitingFor(false) });
    expect(actionsOf(page() ?? {})).toEqual(["secondClerk"]);
  });

  test("the proof is shown beside the clearance", async () => {
    const proof = { jws: "a.b.c", qr: "q", verificationCode: "AAAAA-AAAAA", expiresAt: clear.expiresAt };
    const { shop, last, page } = await looking(clear);
    void shop.getProof("490154203237518");
    expect(last().said).toEqual(["c1", "490154203237518"]);
    await last().answer({ value: proof });
    expect(page()).toEqual({ state: "shown", view: clear, proof });
  });
});

test("an idle tablet is signed out with nothing left on it, and says why; nobody signed in, nothing is said", async () => {
  const { shop, page } = await looking(clear);
  await shop.leave("idle");
  expect(page()).toEqual({ state: "signedOut", trouble: { kind: "idle" } });
  const other = await shopBench();
  await other.shop.leave("idle");
  expect(other.page()).toEqual({ state: "signedOut" });
});
