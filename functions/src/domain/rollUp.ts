import { type DayFigures, dayFigures } from "./dayFigures.ts";
import { addToTally, type Tally } from "./rollUpTally.ts";
import { shards } from "./shard.ts";

/**
 * What is counted, one after the other: what is open first, so that little of it ends before it was looked at. `reminders` and
 * `notices` are those that were sent or stopped.
 */
export const rollUpSources = [
  "openWipes",
  "endedWipes",
  "dueReminders",
  "reminders",
  "dueNotices",
  "notices",
] as const;
/** Whose documents a round counts, and which of them. */
export type RollUpSource = (typeof rollUpSources)[number];

/** How far one shard of a source was read: up to the document with this time and id; absent before the first. */
export interface ShardToRead {
  readonly shard: number;
  readonly after?: { readonly at: Date; readonly id: string };
}

/** How far a day's counting has come. It is written with what was counted so far, so that nothing counts twice. */
interface RollUpProgress {
  readonly source: RollUpSource;
  /** Those of the source that aren't at their end. */
  readonly shards: readonly ShardToRead[];
  /** Pages taken: tells two runs apart that count the same day. */
  readonly rounds: number;
  readonly tally: Tally;
}

/** What one day came to; the day is Japan's. */
export interface RollUp {
  /** As in "2026-11-22". */
  readonly day: string;
  readonly state: "counting" | "finished";
  readonly startedAt: Date;
  /** Present exactly while it is counted: ids are in it, and go with it. */
  readonly progress?: RollUpProgress;
  readonly finishedAt?: Date;
  readonly figures?: DayFigures;
}

/** One round of counting: where each shard has come to, absent at its end, and what was counted. */
interface Round {
  readonly shards: readonly ShardToRead[];
  readonly counters: readonly string[];
}

/** Three years: numbers that one year is held against another by. Milliseconds. */
const keptFor = 1100 * 24 * 60 * 60_000;

/** From when on a day's figures aren't kept any more. */
export function rollUpExpiry({ startedAt }: RollUp): Date {
  return new Date(startedAt.getTime() + keptFor);
}

/** A day whose counting begins. */
export function beginRollUp(day: string, now: Date): RollUp {
  const progress = { source: rollUpSources[0], shards: allShards(), rounds: 0, tally: {} };
  return { day, state: "counting", startedAt: now, progress };
}

/** A day after one more round; finished, with its figures, after the last. */
export function afterRound(rollUp: RollUp, round: Round, now: Date): RollUp {
  const { progress, ...rest } = rollUp;
  if (!progress) return rollUp;
  const tally = addToTally(progress.tally, round.counters);
  const rounds = progress.rounds + 1;
  if (round.shards.length > 0)
    return { ...rest, progress: { ...progress, shards: round.shards, rounds, tally } };
  const next = rollUpSources[rollUpSources.indexOf(progress.source) + 1];
  if (next) return { ...rest, progress: { source: next, shards: allShards(), rounds, tally } };
  return { ...rest, state: "finished", finishedAt: now, figures: dayFigures(tally) };
}

/** One sentence on a day for whoever reads the console. */
export function summariseRollUp({ day, progress, figures }: RollUp): string {
  if (!figures) return `${day}: being counted, at ${progress?.source ?? "the end"}.`;
  const { openWipes, endedWipes, timeToErasure, reminders, notices, unreachedHolders } = figures;
  const { byAge, total } = openWipes;
  const { erased, p50, p95 } = timeToErasure;
  const times = erased > 0 ? ` (half within ${p50}, 95 % within ${p95})` : "";
  const late = (byAge.days31to90 ?? 0) + (byAge.older ?? 0);
  return [
    `${day}: ${many(endedWipes.total, "wipe")} ended, ${erased} of them proven${times};`,
    `${total} open, ${late} of them for more than 30 days;`,
    `${many(reminders.sent, "reminder")} and ${many(notices.sent, "notice")} sent,`,
    `${many(unreachedHolders, "holder")} reached by no channel.`,
  ].join(" ");
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function allShards(): readonly ShardToRead[] {
  return Array.from({ length: shards }, (_, shard) => ({ shard }));
}
