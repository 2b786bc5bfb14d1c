import {
  afterRound,
  beginRollUp,
  type RollUp,
  type RollUpSource,
  type ShardToRead,
} from "../domain/rollUp.ts";
import { boundsOf, dayBefore, daysToCount, type KnownDay, longestMakingUp } from "../domain/rollUpDay.ts";
import { countEnded, countMessage, countOpen } from "../domain/rollUpTally.ts";
import type { Clock, Log, Transact } from "./ports.ts";
import type { Counted, CountedPage } from "./rollUpPorts.ts";

interface Ports {
  readonly transact: Transact<"rollUps">;
  readonly counted: Counted;
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds, of the nine minutes that the schedule's function has. */
const budget = 7 * 60_000;

/**
 * Counts the days that are over and weren't counted, the oldest first, one document each. What was counted is written with
 * how far it has come, page by page: a crash loses one page, and a finished day is never touched again. Answers whether every
 * day is finished; if not, the next run goes on.
 */
export async function rollUpDays(ports: Ports): Promise<boolean> {
  const until = ports.clock().getTime() + budget;
  for (const day of daysToCount(await knownDays(ports))) {
    for (;;) {
      const rollUp = await takeDay(day, ports);
      if (rollUp.state === "finished") break;
      if (ports.clock().getTime() >= until) {
        ports.log("roll_up_left", { day });
        return false;
      }
      await countRound(rollUp, ports);
    }
    ports.log("day_rolled_up", { day });
  }
  return true;
}

async function knownDays({ transact, clock }: Ports): Promise<readonly KnownDay[]> {
  const now = clock();
  const known: KnownDay[] = [];
  for (let back = 1; back <= longestMakingUp; back += 1) {
    const day = dayBefore(now, back);
    const rollUp = await transact(({ rollUps }) => rollUps.read(day));
    known.push({ day, state: rollUp?.state ?? "missing" });
    if (rollUp?.state === "finished") break;
  }
  return known;
}

function takeDay(day: string, { transact, clock }: Ports): Promise<RollUp> {
  const now = clock();
  return transact(async ({ rollUps }) => {
    const found = await rollUps.read(day);
    const rollUp = found ?? beginRollUp(day, now);
    if (!found) rollUps.keep(rollUp);
    return rollUp;
  });
}

/** Counts a page of every shard that isn't at its end, unless another run has counted the same meanwhile. */
async function countRound(rollUp: RollUp, { counted, transact, clock }: Ports): Promise<void> {
  const { day, progress } = rollUp;
  if (!progress) throw new Error("a day that is being counted has no progress");
  const parts = await Promise.all(
    progress.shards.map((shard) => countPage(shard, progress.source, { rollUp, counted })),
  );
  const shards = parts.flatMap(({ next }) => next ?? []);
  const round = { shards, counters: parts.flatMap(({ counters }) => counters) };
  const now = clock();
  await transact(async ({ rollUps }) => {
    const current = await rollUps.read(day);
    if (current?.progress?.rounds === progress.rounds) rollUps.keep(afterRound(current, round, now));
  });
}

interface CountedShard {
  readonly counters: readonly string[];
  readonly next: ShardToRead | undefined;
}

async function countPage(
  shard: ShardToRead,
  source: RollUpSource,
  { rollUp, counted }: { rollUp: RollUp; counted: Counted },
): Promise<CountedShard> {
  const day = boundsOf(rollUp.day);
  switch (source) {
    case "openWipes":
      return countAll(await counted.openWipes({ ...shard, until: day.until }), (one) => countOpen(one, day));
    case "endedWipes": {
      // Those that ended since the day was over were open at its end.
      const part = { ...shard, from: day.from, until: rollUp.startedAt };
      return countAll(await counted.endedWipes(part), (one) => countEnded(one, day));
    }
    case "dueReminders":
    case "dueNotices": {
      const kind = source === "dueReminders" ? "reminders" : "notices";
      const due = await counted[source]({ ...shard, until: day.until });
      return countAll(due, (one) => countMessage(kind, one, day));
    }
    case "reminders":
    case "notices": {
      const part = { ...shard, from: day.from, until: rollUp.startedAt };
      return countAll(await counted[source](part), (one) => countMessage(source, one, day));
    }
  }
}

function countAll<T>({ items, next }: CountedPage<T>, count: (item: T) => readonly string[]): CountedShard {
  return { counters: items.flatMap((item) => (item === undefined ? ["unreadable"] : count(item))), next };
}
