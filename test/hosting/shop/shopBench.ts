import type { Answer } from "../../../hosting/src/shop/answer.ts";
import type { Client } from "../../../hosting/src/shop/client.ts";
import type { Page } from "../../../hosting/src/shop/page.ts";
import type { AppKey, Refused, Session, SignedIn } from "../../../hosting/src/shop/session.ts";
import { Shop } from "../../../hosting/src/shop/shop.ts";
import { timers } from "./timers.ts";

/** One request of the page's that waits for its answer. */
interface Asked {
  readonly what: string;
  readonly said: readonly unknown[];
  readonly until?: AbortSignal;
  answer(answer: Answer<unknown>): Promise<void>;
}

/** What an authenticator app is given. */
export const appKey: AppKey = { key: "ABCDEFGH", url: "otpauth://totp/shop.example:ann?secret=ABCDEFGH" };

/** A shop's page with a service and a sign-in that answer when a test says so. */
export async function shopBench({
  signsIn = "admitted",
  refusesApp = { refused: "wrongFactor" },
}: {
  signsIn?: SignedIn;
  refusesApp?: Refused;
} = {}) {
  const clock = timers();
  const asked: Asked[] = [];
  const pages: Page[] = [];
  let ids = 0;
  let leaves = 0;
  const ask = (what: string, ...said: readonly unknown[]) => {
    const { promise, resolve } = Promise.withResolvers<Answer<never>>();
    const answer = async (given: Answer<unknown>) => {
      resolve(given as Answer<never>);
      await settle();
    };
    asked.push({ what, said, answer });
    return promise;
  };
  const client: Client = {
    open: (...said) => ask("open", ...said),
    read: (id) => ask("read", id),
    pull: (...said) => ask("pull", ...said),
    initialise: (...said) => ask("initialise", ...said),
    prove: (...said) => ask("prove", ...said),
  };
  const session: Session = {
    signIn: async () => signsIn,
    prove: async (code) => (code === "123456" ? "admitted" : { refused: "wrongFactor" }),
    enrol: async (code) => (code === "123456" ? "enrolled" : refusesApp),
    token: async () => "token",
    leave: async () => {
      leaves += 1;
    },
  };
  const shop = new Shop({
    openSession: async () => session,
    client: () => client,
    newId: () => `id-${++ids}`,
    later: clock.later,
    onChange: (page) => pages.push(page),
  });
  await shop.start();
  const last = () => {
    const one = asked.at(-1);
    if (!one) throw new Error("nothing was asked");
    return one;
  };
  return { shop, clock, asked, last, page: () => pages.at(-1), leaves: () => leaves };
}

/** Lets whatever waits for an answer go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
