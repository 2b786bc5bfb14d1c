import { isDeepStrictEqual } from "node:util";
import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import { isOpen } from "../../../functions/src/domain/wipeMoves.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import { type Commit, entry, type Flight, type Ledger } from "../ledger.ts";
import { type Changed, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** How attempts are numbered: one after the other, each begun when it is due and known what became of it. */
export function checkAttempts(commit: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  const recorded = new Set([
    ...commit.changes.map(({ path }) => path).filter((path) => path.includes("/attempts/")),
    ...wipes.among(commit.changes).flatMap(noted),
  ]);
  if (recorded.size > 0) hold(commit.by.by === "drive", "only an attempt is recorded as one");
  for (const changed of wipes.among(commit.changes)) {
    const { before, after } = changed;
    if (commit.by.by !== "drive")
      ledger.moves.set(after.wipeId, entry(ledger.moves, after.wipeId, () => 0) + 1);
    if (!before) continue;
    checkNumber(changed, commit, ledger, documents);
    checkFiled(changed, documents);
    noteTakeover(before, after, { recorded, ledger, commit });
  }
  for (const path of recorded) checkRecorded(path, documents);
}

function checkNumber(
  { before, after }: Changed<Wipe>,
  { by, now }: Commit,
  ledger: Ledger,
  documents: MemoryDocuments,
): void {
  if (!before) return;
  const step = after.attempts - before.attempts;
  hold(Math.abs(step) <= 1, "attempt numbers rise by one");
  if (step === -1) hold(!after.attemptIsOpen && before.attemptIsOpen, "a moved attempt isn't open");
  // The late result of an attempt that was taken over is only noted: the next step stays where it was.
  const isMoved = after.nextStepAt?.getTime() !== before.nextStepAt?.getTime();
  // What failed before anything was sent is due as it was, and open.
  const isGivenBack =
    before.attemptIsOpen && step === 0 && after.nextStepAt !== undefined && after.nextStepAt <= now;
  const isBegun = after.attemptIsOpen && (step === 1 || (by.by === "drive" && isMoved && !isGivenBack));
  if (step === 1) hold(after.attemptIsOpen, "a number is taken by an attempt that begins");
  if (isBegun) {
    hold(by.by === "drive", "nobody else begins an attempt");
    const isDue = before.nextStepAt !== undefined && before.nextStepAt <= now;
    hold(isDue, "an attempt begins when it is due, or when the lease of the one before is over");
  }
  if (step !== 1 || before.attempts === 0) return;
  const isFiled = documents.at(`wipes/${after.wipeId}/attempts/${before.attempts}`) !== undefined;
  const isKnown = isFiled || after.lastAttempt?.number === before.attempts;
  const isTakenOver = ledger.takenOver.has(`${after.wipeId} ${before.attempts}`);
  hold(isKnown || isTakenOver, "a number is followed by the next when it was recorded or taken over");
}

/** Whoever takes the last attempt's place has filed it. */
function checkFiled({ before, after }: Changed<Wipe>, documents: MemoryDocuments): void {
  const was = before?.lastAttempt;
  if (!was || was.number === after.lastAttempt?.number) return;
  const filed = documents.at(`wipes/${was.wipeId}/attempts/${was.number}`);
  hold(isDeepStrictEqual(filed, was), "an attempt that is no longer the last one is filed");
}

/** The attempt that a commit noted on the wipe, under the path where it will be filed. */
function noted({ before, after }: Changed<Wipe>): string[] {
  const [was, is] = [before?.lastAttempt, after.lastAttempt];
  hold(was === undefined || is !== undefined, "the last attempt is never forgotten");
  if (!is || isDeepStrictEqual(was, is)) return [];
  hold(is.wipeId === after.wipeId, "an attempt is noted on its own wipe");
  hold(is.number >= (was?.number ?? 0), "an earlier attempt never takes the place of a later one");
  return [`wipes/${after.wipeId}/attempts/${is.number}`];
}

/** A phone's word, a joining revocation or a new enrolment may end an attempt before its result is known. */
function noteTakeover(
  before: Wipe,
  after: Wipe,
  { recorded, ledger, commit }: { recorded: ReadonlySet<string>; ledger: Ledger; commit: Commit },
): void {
  const isEnded = before.attemptIsOpen && !after.attemptIsOpen && after.attempts === before.attempts;
  if (!isEnded || recorded.has(`wipes/${after.wipeId}/attempts/${before.attempts}`)) return;
  hold(commit.by.by !== "drive", "an attempt ends with its record");
  ledger.takenOver.add(`${after.wipeId} ${before.attempts}`);
  if (isOpen(after.state)) ledger.figures.add("moments", "attempt taken over");
}

function checkRecorded(path: string, documents: MemoryDocuments): void {
  const [, wipeId, , number] = path.split("/");
  const wipe = wipeId === undefined ? undefined : wipes.at(documents, wipeId);
  const isPossible = wipe !== undefined && Number(number) >= 1 && Number(number) <= wipe.attempts + 1;
  hold(isPossible, "an attempt is recorded under a number that was begun");
}

/** Two messages on their way at once: only when the phone spoke in between, or the first was taken for crashed. */
export function checkFlight(
  flight: Flight,
  ledger: Ledger,
  { now, lease }: { now: Date; lease: number },
): void {
  for (const other of ledger.flights) {
    const { wipeId, commandVersion, attempts } = other.command;
    const isSame = flight.command.wipeId === wipeId && flight.command.commandVersion === commandVersion;
    if (!isSame || flight.moves > other.moves) continue;
    hold(flight.command.attempts === attempts, "two messages on their way have one number");
    const isLeaseOver = now.getTime() >= other.begunAt.getTime() + lease;
    hold(isLeaseOver, "a message is repeated only when the lease is over");
  }
}
