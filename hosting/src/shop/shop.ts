import type { Answer, Problem } from "./answer.ts";
import type { ClearanceView } from "./clearanceView.ts";
import type { Client } from "./client.ts";
import { Entrance } from "./entrance.ts";
import { follow, isSettled } from "./following.ts";
import { type Given, show } from "./given.ts";
import type { Page } from "./page.ts";
import { type Change, PageKeeper } from "./pageKeeper.ts";
import { signedInStates } from "./pageState.ts";
import type { Later, Polling } from "./polling.ts";
import type { Session } from "./session.ts";

/** What a shop's page needs of its surroundings. */
interface ShopPorts {
  /** Reads whom to sign in with; throws when that can't be had. */
  readonly openSession: () => Promise<Session>;
  readonly client: (session: Session) => Client;
  readonly newId: () => string;
  readonly later: Later;
  readonly onChange: (page: Page) => void;
}

/** The shop's page without its looks: what the clerk does, what is asked of the service, and what is to be seen then. */
export class Shop {
  readonly entrance: Entrance;
  readonly #ports: ShopPorts;
  readonly #keeper: PageKeeper;
  #session: Session | undefined;
  #client: Client | undefined;
  #following: Polling | undefined;
  #again: (() => void) | undefined;
  /** A clearance that waits for a second clerk to sign in. */
  #handedOver: string | undefined;
  /** Counts clerks and phones: an answer from before the last change of either is dropped. */
  #turn = 0;
  #isVisible = true;

  constructor(ports: ShopPorts) {
    this.#ports = ports;
    this.#keeper = new PageKeeper(ports.onChange);
    this.entrance = new Entrance({
      keeper: this.#keeper,
      session: () => this.#session,
      turn: () => this.#turn,
      onEnter: () => this.#welcome(),
    });
  }

  /** Gets ready to sign somebody in; again after that failed. */
  async start(): Promise<void> {
    this.#keeper.go("start", {});
    try {
      this.#session = await this.#ports.openSession();
      this.#client = this.#ports.client(this.#session);
      this.#keeper.go("started", {});
    } catch {
      this.#again = () => this.start();
      this.#keeper.go("fail", { trouble: { kind: "unreachable" }, mayRetry: true });
    }
  }

  /** Fills the field with what a link brought; looking it up is still the clerk's to do. */
  fill(given: Given): void {
    const { state } = this.#page;
    if (state === "shown" || state === "over") this.next();
    this.#keeper.add({ given: show(given) });
  }

  /** Asks how the phone stands. A repeat after a lost answer is the same request to the service. */
  check(given: Given): Promise<void> {
    const requestId = this.#ports.newId();
    return this.#ask(
      "check",
      (client) => client.open(requestId, given),
      (view) => ({ view }),
    );
  }

  /** Has the phone attempted now, and shows the QR code that makes its app fetch the command. */
  pull(): Promise<void> {
    return this.#act(
      (client, id) => client.pull(id),
      (view) => ({ view, isPulled: true }),
    );
  }

  /** Records that the phone was initialised here; the same clerk again changes nothing. */
  initialise(): Promise<void> {
    return this.#act(
      (client, id) => client.initialise(id),
      (view) => ({ view }),
    );
  }

  /** Gets the proof for the phone that shows this IMEI or serial number. */
  getProof(shown: string): Promise<void> {
    return this.#act(
      (client, id) => client.prove(id, shown),
      (proof) => ({ proof }),
    );
  }

  /** Sends the last request again, as it was. */
  retry(): void {
    this.#again?.();
  }

  /** The next phone. */
  next(): void {
    this.#endTurn();
    this.#keeper.go("next", {});
  }

  /** Lets another clerk sign in and go on with this clearance: the second of two people. */
  async handOver(): Promise<void> {
    const clearanceId = this.#page.view?.clearanceId;
    await this.leave();
    this.#handedOver = clearanceId;
  }

  /** Signs the clerk out and takes everything off the screen, whatever is under way; `idle` when nobody is there. */
  async leave(why?: "idle"): Promise<void> {
    this.#endTurn();
    this.#handedOver = undefined;
    const wasSignedIn = signedInStates.has(this.#page.state);
    this.#keeper.go("leave", why && wasSignedIn ? { trouble: { kind: why } } : {});
    await this.#session?.leave().catch(() => {});
  }

  /** Tells whether anybody can see the page. */
  see(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#following?.show(isVisible);
  }

  #welcome(): void {
    if (!this.#keeper.go("admit", {})) return;
    const clearanceId = this.#handedOver;
    this.#handedOver = undefined;
    if (clearanceId === undefined) return;
    const never = new AbortController().signal;
    void this.#ask(
      "check",
      (client) => client.read(clearanceId, never),
      (view) => ({ view }),
    );
  }

  #act<T>(
    request: (client: Client, clearanceId: string) => Promise<Answer<T>>,
    toChange: (value: T) => Change,
  ): Promise<void> {
    const clearanceId = this.#page.view?.clearanceId ?? "";
    return this.#ask("act", (client) => request(client, clearanceId), toChange);
  }

  async #ask<T>(
    verb: "check" | "act",
    request: (client: Client) => Promise<Answer<T>>,
    toChange: (value: T) => Change,
  ): Promise<void> {
    const client = this.#client;
    const kept = verb === "act" ? this.#keeper.clearance : {};
    if (!client || !this.#keeper.go(verb, kept)) return;
    this.#following?.stop();
    const turn = this.#turn;
    this.#again = () => void this.#ask(verb, request, toChange);
    const answer = await request(client);
    if (turn !== this.#turn) return;
    if ("value" in answer) this.#show({ ...this.#keeper.clearance, ...toChange(answer.value) });
    else await this.#turnDown(answer.problem, kept);
  }

  #show(change: Change): void {
    this.#again = undefined;
    this.#keeper.go("view", change);
    this.#follow();
  }

  async #turnDown(problem: Problem, kept: Change): Promise<void> {
    const code = problem.kind === "refused" ? problem.code : undefined;
    if (code === "not_signed_in") {
      await this.leave();
      this.#keeper.add({ trouble: problem });
    } else if (code === "clearance_unknown" && this.#page.state === "acting") this.#expire();
    else {
      this.#keeper.go("fail", {
        ...kept,
        trouble: problem,
        mayRetry: code === undefined || code === "rate_limited",
      });
      if (this.#page.state === "shown") this.#follow();
    }
  }

  #follow(): void {
    this.#following?.stop();
    const { view } = this.#page;
    if (!view) return;
    this.#following = follow(view, {
      look: (until) => this.#look(view.clearanceId, until),
      later: this.#ports.later,
      onEnd: () => this.#expire(),
    });
    this.#following.show(this.#isVisible);
  }

  async #look(clearanceId: string, until: AbortSignal): Promise<boolean> {
    const turn = this.#turn;
    const answer = await this.#client?.read(clearanceId, until);
    if (!answer || until.aborted || turn !== this.#turn) return true;
    if ("value" in answer) this.#update(answer.value);
    else if (answer.problem.kind !== "refused") this.#keeper.add({ isStale: true });
    else if (answer.problem.code === "clearance_unknown") this.#expire();
    else if (answer.problem.code === "not_signed_in") await this.#turnDown(answer.problem, {});
    return "value" in answer;
  }

  #update(view: ClearanceView): void {
    this.#keeper.renew(view);
    if (isSettled(view)) this.#follow();
  }

  #expire(): void {
    this.#endTurn();
    this.#keeper.go("expire", {});
  }

  #endTurn(): void {
    this.#turn += 1;
    this.#following?.stop();
    this.#again = undefined;
  }

  get #page(): Page {
    return this.#keeper.page;
  }
}
