import type { Answer, Problem } from "./answer.ts";
import type { ClearanceView } from "./clearanceView.ts";
import type { Client } from "./client.ts";
import { type Given, show } from "./given.ts";
import type { Page } from "./page.ts";
import { moves, type PageVerb, signedInStates } from "./pageState.ts";
import { type Later, type Polling, startPolling } from "./polling.ts";
import type { Session, SignedIn } from "./session.ts";

/** What a shop's page needs of its surroundings. */
export interface ShopPorts {
  /** Reads whom to sign in with; throws when that can't be had. */
  readonly openSession: () => Promise<Session>;
  readonly client: (session: Session) => Client;
  readonly newId: () => string;
  readonly later: Later;
  readonly onChange: (page: Page) => void;
}

/** What a request brings about on the screen, besides the state. */
type Change = Omit<Page, "state">;

/** After these nothing about the clearance changes by itself. */
const settled: ReadonlySet<string> = new Set(["clear", "unknown"]);

const endsGiven: ReadonlySet<PageVerb> = new Set(["view", "next", "leave"]);

/** The shop's page without its looks: what the clerk does, what is asked of the service, and what is to be seen then. */
export class Shop {
  readonly #ports: ShopPorts;
  #page: Page = { state: "starting" };
  #session: Session | undefined;
  #client: Client | undefined;
  #polling: Polling | undefined;
  #callOffEnd: () => void = () => {};
  #again: (() => void) | undefined;
  /** A clearance that waits for a second clerk to sign in. */
  #handedOver: string | undefined;
  /** Counts clerks and phones: an answer from before the last change of either is dropped. */
  #turn = 0;
  #isVisible = true;

  constructor(ports: ShopPorts) {
    this.#ports = ports;
  }

  /** Gets ready to sign somebody in; again after that failed. */
  async start(): Promise<void> {
    this.#go("start", {});
    try {
      this.#session = await this.#ports.openSession();
      this.#client = this.#ports.client(this.#session);
      this.#go("started", {});
    } catch {
      this.#again = () => this.start();
      this.#go("fail", { trouble: { kind: "unreachable" }, mayRetry: true });
    }
  }

  /** Fills the field with what a link brought; looking it up is still the clerk's to do. */
  fill(given: Given): void {
    const { state } = this.#page;
    if (state === "shown" || state === "over") this.next();
    this.#set({ ...this.#page, given: show(given) });
  }

  async signIn(email: string, password: string): Promise<void> {
    if (!this.#go("signIn", {})) return;
    await this.#admit((session) => session.signIn(email, password));
  }

  async prove(code: string): Promise<void> {
    if (!this.#go("prove", {})) return;
    await this.#admit((session) => session.prove(code));
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
      (view) => ({ view, hasSaid: true }),
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
    this.#go("next", {});
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
    this.#go("leave", why && wasSignedIn ? { trouble: { kind: why } } : {});
    await this.#session?.leave().catch(() => {});
  }

  /** Tells whether anybody can see the page. */
  see(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#polling?.show(isVisible);
  }

  async #admit(attempt: (session: Session) => Promise<SignedIn>): Promise<void> {
    const [session, turn] = [this.#session, this.#turn];
    if (!session) return;
    const came = await attempt(session);
    if (turn !== this.#turn) return void (await session.leave().catch(() => {}));
    if (came === "factorAsked") this.#go("askFactor", {});
    else if (came === "admitted") this.#welcome();
    else this.#go("fail", { trouble: { kind: "signIn", why: came.refused } });
  }

  #welcome(): void {
    this.#go("admit", {});
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
    const kept = verb === "act" ? this.#clearance() : {};
    if (!client || !this.#go(verb, kept)) return;
    this.#polling?.stop();
    const turn = this.#turn;
    this.#again = () => void this.#ask(verb, request, toChange);
    const answer = await request(client);
    if (turn !== this.#turn) return;
    if ("value" in answer) this.#show({ ...this.#clearance(), ...toChange(answer.value) });
    else await this.#turnDown(answer.problem, kept);
  }

  #show(change: Change): void {
    this.#again = undefined;
    this.#go("view", change);
    this.#follow();
  }

  async #turnDown(problem: Problem, kept: Change): Promise<void> {
    const code = problem.kind === "refused" ? problem.code : undefined;
    if (code === "not_signed_in") {
      await this.leave();
      this.#set({ ...this.#page, trouble: problem });
    } else if (code === "clearance_unknown" && this.#page.state === "acting") this.#expire();
    else {
      this.#go("fail", {
        ...kept,
        trouble: problem,
        mayRetry: code === undefined || code === "rate_limited",
      });
      if (this.#page.state === "shown") this.#follow();
    }
  }

  /** Keeps looking until nothing changes any more, and takes the clearance off the screen when it is over. */
  #follow(): void {
    this.#polling?.stop();
    this.#callOffEnd();
    const { view } = this.#page;
    if (!view) return;
    // By the service's clock alone: a tablet's may be wrong.
    const left = Date.parse(view.expiresAt) - Date.parse(view.asOf);
    this.#callOffEnd = this.#ports.later(left, () => this.#expire());
    if (settled.has(view.verdict)) return;
    const { later } = this.#ports;
    this.#polling = startPolling({ look: (until) => this.#look(view.clearanceId, until), later });
    this.#polling.show(this.#isVisible);
  }

  async #look(clearanceId: string, until: AbortSignal): Promise<boolean> {
    const turn = this.#turn;
    const answer = await this.#client?.read(clearanceId, until);
    if (!answer || until.aborted || turn !== this.#turn) return true;
    if ("value" in answer) this.#update(answer.value);
    else if (answer.problem.kind !== "refused") this.#set({ ...this.#page, isStale: true });
    else if (answer.problem.code === "clearance_unknown") this.#expire();
    else if (answer.problem.code === "not_signed_in") await this.#turnDown(answer.problem, {});
    return "value" in answer;
  }

  /** What was seen while looking: trouble that stands on the screen stays until the clerk does something. */
  #update(view: ClearanceView): void {
    const { isStale, ...page } = this.#page;
    this.#set({ ...page, view });
    if (settled.has(view.verdict)) this.#follow();
  }

  #expire(): void {
    this.#endTurn();
    this.#go("expire", {});
  }

  #clearance(): Change {
    const { state, given, trouble, mayRetry, isStale, ...clearance } = this.#page;
    return clearance;
  }

  #endTurn(): void {
    this.#turn += 1;
    this.#polling?.stop();
    this.#callOffEnd();
    this.#again = undefined;
  }

  /** Makes a move, and says whether it was one; a move that is none changes nothing. */
  #go(verb: PageVerb, change: Change): boolean {
    const { state, given } = this.#page;
    const next = moves[state][verb];
    if (next === state) return false;
    // What a link brought waits until the clerk is signed in and has seen what comes of it.
    const kept = given === undefined || endsGiven.has(verb) ? {} : { given };
    this.#set({ ...kept, ...change, state: next });
    return true;
  }

  #set(page: Page): void {
    this.#page = page;
    this.#ports.onChange(page);
  }
}
