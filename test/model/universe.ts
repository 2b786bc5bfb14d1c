import type { AttemptResult } from "../../functions/src/domain/attempt.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { Refused } from "../../functions/src/domain/refusal.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { commandIdOf, type Wipe, type WipeScope } from "../../functions/src/domain/wipe.ts";
import { auditRefusals } from "../../functions/src/flow/auditRefusal.ts";
import { AlreadyKept, type Records, type Transact } from "../../functions/src/flow/ports.ts";
import type { AuditRefusal } from "../../functions/src/flow/refusalPorts.ts";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { recordsOf } from "../../functions/src/store/records.ts";
import { type SingleDocuments, singleDocuments } from "../../functions/src/store/singleDocuments.ts";
import { memoryStore } from "../doubles/memoryStore.ts";
import { start } from "../doubles/samples.ts";
import { unlimited } from "../doubles/unlimited.ts";
import { schedule } from "../doubles/world.ts";
import type { Act } from "./act.ts";
import { cards, phones } from "./arbitraries.ts";
import type { Figures } from "./figures.ts";
import { hearAnswers } from "./invariants/answers.ts";
import { checkAttempts } from "./invariants/attempts.ts";
import { checkAudit, isTold } from "./invariants/audit.ts";
import { checkCards } from "./invariants/cards.ts";
import { checkCertificates } from "./invariants/certificates.ts";
import { checkDevices } from "./invariants/devices.ts";
import { checkEdits } from "./invariants/edits.ts";
import { checkHolds } from "./invariants/holds.ts";
import { checkWipes } from "./invariants/wipes.ts";
import { Ledger } from "./ledger.ts";
import { Phone } from "./phone.ts";
import type { Crash } from "./step.ts";
import { certificates, wipes } from "./stored.ts";
import { hold } from "./violation.ts";
import { type Change, Died, WatchedDocuments } from "./watchedDocuments.ts";

/** Longer than any message of the histories is on its way. */
export const lease = 120_000;

/** What the history itself did to the process, and what a store may do: nothing was written, the caller tries again. */
export function isEndured(problem: unknown): boolean {
  return problem instanceof Died || (problem instanceof Error && problem.message.startsWith("contention"));
}

/** Where every refused request leaves a trace: the audit, and the head of its chain, which is all that may change there. */
const traces = ["audit/", "devices/", "holders/", "registers/"];
/** Where some do besides: wrong words are counted. */
const tracesOf: Partial<Record<Act["by"], readonly string[]>> = {
  hold: ["holdChoices/"],
  release: ["holdChoices/"],
};

/** One history's world: the real flows' documents, its clock, and the model that watches every commit. */
export class Universe {
  readonly ledger: Ledger;
  readonly documents = new WatchedDocuments<Act>((by, changes) => this.#watch(by, changes));
  readonly store = memoryStore(this.documents);
  readonly schedule = schedule;
  /** What the SEI-TSM or FCM says next; the histories and the ending decide. */
  hasTsm = false;
  scope: WipeScope = "keys";
  readonly changedBy = new Map<Act, string[]>();
  #problem: unknown;
  readonly #salt: string;
  #now = start.getTime();
  #made = 0;

  /** `salt` makes this history's ids, so that they spread over the sweeper's shards. */
  constructor(figures: Figures, salt: string) {
    this.#salt = salt;
    const all = Array.from({ length: phones }, (_, number) => new Phone(`phone ${number}`, number % cards));
    this.ledger = new Ledger(all, figures);
  }

  /** Time goes on by itself, so that no two moments are the same. */
  readonly clock = () => {
    this.#now += 1;
    return new Date(this.#now);
  };

  readonly newId = () => {
    this.#made += 1;
    return `id-${this.#made}-${hexDigest(this.#salt, String(this.#made)).slice(0, 12)}`;
  };

  readonly chance = () => (this.#made % 10) / 10;
  readonly log = (code: string) => this.ledger.figures.add("logged", code);

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Keeps a problem that the flows may catch; dying and contention are none. */
  note(problem: unknown): void {
    if (!isEndured(problem)) this.#problem ??= problem;
  }

  /** Throws the first problem there was. */
  checkProblems(): void {
    if (this.#problem !== undefined) throw this.#problem;
  }

  /** Transactions by one who means to do this, and may die doing it. */
  transactAs(by: Act, crash: Crash | undefined): Transact<keyof Records> {
    return this.storeAs(by, crash).transact;
  }

  /** Tells what an act is refused, as in a deployment; there is room for all of it. */
  auditRefusalAs(by: Act, crash: Crash | undefined): AuditRefusal {
    const { clock, log } = this;
    return auditRefusals({ transact: this.transactAs(by, crash), limit: unlimited, clock, log });
  }

  /** The same with single documents. */
  storeAs(by: Act, crash: Crash | undefined): Pick<Store, "transact" | keyof SingleDocuments> {
    const documents = this.documents.by(by, crash);
    const transact: Store["transact"] = (body) =>
      documents
        .transact((transaction) => body(recordsOf(transaction)))
        .catch((problem: unknown) => {
          if (!(problem instanceof AlreadyKept)) this.note(problem);
          throw problem;
        });
    return { transact, ...singleDocuments(documents) };
  }

  /** A refused request leaves everything as it was, but for its trace in the audit. */
  checkRefusal(by: Act, decision: Refused): void {
    this.ledger.figures.add("refusals", decision.refused);
    const may = [...traces, ...(tracesOf[by.by] ?? [])];
    const changed = (this.changedBy.get(by) ?? []).filter(
      (path) => !may.some((trace) => path.startsWith(trace)),
    );
    hold(changed.length === 0, `a refused request changes nothing (${decision.refused})`);
  }

  /** The decision, checked if it is a refusal. */
  heard<T>(by: Act, decision: T | Refused): T | undefined {
    if (!isRefused(decision)) return decision;
    this.checkRefusal(by, decision);
    return undefined;
  }

  /** A command got into a phone's hands: nothing in it can be used, or may be again. */
  deliver(command: Wipe): void {
    for (const { certificateId } of command.certificates) {
      const { state } = certificates.at(this.documents, certificateId) ?? {};
      hold(state === "revoked" || state === "expired", "no app is told to erase what is in force");
    }
    this.ledger.delivered.push(command);
  }

  /** What FCM or the SEI-TSM took, so that `sent` is said of nothing else. */
  noteAccepted(command: Wipe, { outcome }: AttemptResult): void {
    if (outcome === "accepted") this.ledger.accepted.add(`${commandIdOf(command)} ${command.nextStep}`);
  }

  #watch(by: Act, changes: readonly Change[]): void {
    try {
      this.#check(by, changes);
    } catch (problem) {
      this.note(problem);
      throw problem;
    }
  }

  #check(by: Act, changes: readonly Change[]): void {
    const commit = { by, changes, now: new Date(this.#now) };
    const { ledger, documents } = this;
    ledger.figures.add("commits", by.by);
    this.changedBy.set(by, [...(this.changedBy.get(by) ?? []), ...changes.map(({ path }) => path)]);
    checkAudit(commit, ledger, documents);
    if (isTold(commit)) {
      ledger.figures.add("moments", "refusal told");
      return;
    }
    checkCards(commit, ledger, documents);
    checkDevices(commit, ledger, documents);
    hearAnswers(commit, ledger, documents);
    checkCertificates(commit, ledger, documents);
    checkHolds(commit, ledger, documents);
    checkAttempts(commit, ledger, documents);
    checkWipes(commit, ledger, documents);
    checkEdits(commit);
    for (const { after } of wipes.among(changes)) {
      const version = this.documents.versionAt(`wipes/${after.wipeId}`);
      this.ledger.snapshots.push({ wipe: after, version });
    }
  }
}
