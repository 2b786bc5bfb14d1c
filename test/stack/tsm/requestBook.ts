import { setTimeout as pause } from "node:timers/promises";
import type { TsmRequest } from "../../../functions/src/contract/tsm.ts";
import { Persistence } from "../phones/persistence.ts";
import { type Narrate, shorten } from "../standIn.ts";
import type { Reported } from "./postReport.ts";
import type { Results } from "./secureElements.ts";
import type { Mishap } from "./tsmFault.ts";

/** What the book needs to do what it is asked. */
interface RequestBookPorts {
  readonly erase: (request: TsmRequest) => Promise<Results | undefined>;
  readonly report: (claims: { commandId: string; results: Results }) => Promise<Reported>;
  readonly now: () => Date;
  readonly narrate: Narrate;
}

/** A request as it stands: `waiting` for the secure element, `answered` by it, and then what became of the report. */
interface KeptRequest {
  request: TsmRequest;
  state: "waiting" | "answered" | "taken" | "refused" | "expired" | "forgotten";
  results: Results;
  /** How often a report was sent. */
  reports: number;
}

const patience = { firstWait: 250, longestWait: 2000, tries: Number.POSITIVE_INFINITY };
const gone: readonly string[] = ["erased", "alreadyAbsent"];

/** Every request that was taken, by its `jti`: the same one again is the same request. */
export class RequestBook {
  readonly #ports: RequestBookPorts;
  readonly #kept = new Map<string, KeptRequest>();
  readonly #working: Persistence[] = [];

  constructor(ports: RequestBookPorts) {
    this.#ports = ports;
  }

  get all(): readonly KeptRequest[] {
    return [...this.#kept.values()];
  }

  /**
   * Takes a request and works on it until the service has its report. One that is being worked on lives as long as its
   * newest repeat. One that was reported on is reported again, and tried again where something was left to erase.
   */
  take(request: TsmRequest, mishap?: Mishap): void {
    const earlier = this.#kept.get(request.jti);
    const kept = earlier ?? { request, state: "waiting", results: [], reports: 0 };
    const isAtWork = earlier?.state === "waiting" || earlier?.state === "answered";
    kept.request = request;
    this.#kept.set(request.jti, kept);
    if (mishap?.kind === "drop" && !isAtWork) kept.state = "forgotten";
    else if (!isAtWork) this.#begin(kept, mishap);
  }

  stop(): void {
    for (const work of this.#working) work.stop();
  }

  #begin(kept: KeptRequest, mishap: Mishap | undefined): void {
    const isDone = kept.results.length > 0 && kept.results.every(({ outcome }) => gone.includes(outcome));
    kept.state = isDone ? "answered" : "waiting";
    const work = new Persistence(() => this.#work(kept, mishap), patience);
    this.#working.push(work);
    work.kick();
  }

  async #work(kept: KeptRequest, mishap: Mishap | undefined): Promise<boolean> {
    if (kept.state === "waiting") await this.#erase(kept, mishap);
    if (kept.state === "answered") await this.#report(kept, mishap);
    return kept.state !== "waiting" && kept.state !== "answered";
  }

  async #erase(kept: KeptRequest, mishap: Mishap | undefined): Promise<void> {
    const { request } = kept;
    const isExpired = request.exp * 1000 <= this.#ports.now().getTime();
    const results = isExpired ? undefined : await this.#ports.erase(request);
    if (isExpired) kept.state = "expired";
    if (!results) return;
    kept.results = results;
    kept.state = "answered";
    const outcomes = results.map(({ outcome }) => outcome).join(", ");
    this.#ports.narrate(`erased in secure element ${shorten(request.secureElement)}: ${outcomes}`);
    if (mishap?.kind === "delay") await pause(mishap.ms);
  }

  async #report(kept: KeptRequest, mishap: Mishap | undefined): Promise<void> {
    const claims = { commandId: kept.request.jti, results: kept.results };
    for (let copies = mishap?.kind === "duplicate" ? 2 : 1; copies > 0; copies -= 1) {
      kept.reports += 1;
      const reported = await this.#ports.report(claims);
      if (reported !== "tryAgain") kept.state = reported;
    }
    if (kept.state === "refused") this.#ports.narrate("the service refused a report");
  }
}
