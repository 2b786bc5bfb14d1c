import { causeOf } from "../domain/causeOf.ts";
import { shards } from "../domain/shard.ts";

import type { Clock, DueWork, Log } from "./ports.ts";

/** What a job goes through: everything that is due, and what to do with each. */
export interface Backlog {
  readonly due: DueWork;
  /** Pays what one document owes, so that it isn't due any more; answers whether that counts as done. */
  readonly work: (id: string) => Promise<boolean>;
  /** How many of one shard are worked on at once. */
  readonly atOnce: number;
  /** How long to go on beginning new ones, milliseconds; has to leave the last ones time to end. */
  readonly budget: number;
  /** What is logged when some failed, and when some are still due at the end. */
  readonly codes: { readonly failed: string; readonly left: string };
}

interface Run {
  readonly now: Date;
  readonly until: number;
  readonly causes: Map<string, number>;
  done: number;
  isCutShort: boolean;
}

/**
 * Works through what is due, shard beside shard and page after page, until nothing is left or the time is over. One that
 * fails is passed, however many there are, and stays due: so does what a crash or the end of the time left over, and the
 * next run begins with it. Nothing is remembered between runs. Logs what failed by cause, and how much is left then.
 * Answers how many were done; a shard that can't be read fails the run once the others are through.
 */
export async function workOff(backlog: Backlog, ports: { clock: Clock; log: Log }): Promise<number> {
  const now = ports.clock();
  const until = now.getTime() + backlog.budget;
  const run: Run = { now, until, causes: new Map(), done: 0, isCutShort: false };
  const numbers = Array.from({ length: shards }, (_, shard) => shard);
  const ended = await Promise.allSettled(
    numbers.map((shard) => workShard(shard, { backlog, run, clock: ports.clock })),
  );
  await tell(backlog, run, ports.log);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return run.done;
}

async function workShard(
  shard: number,
  { backlog: { due, work, atOnce }, run, clock }: { backlog: Backlog; run: Run; clock: Clock },
): Promise<void> {
  for await (const page of due.pages(shard, run.now)) {
    for (let from = 0; from < page.length; from += atOnce) {
      run.isCutShort ||= clock().getTime() >= run.until;
      if (run.isCutShort) return;
      await Promise.all(page.slice(from, from + atOnce).map((id) => workOne(id, work, run)));
    }
  }
}

async function workOne(id: string, work: Backlog["work"], run: Run): Promise<void> {
  try {
    if (await work(id)) run.done += 1;
  } catch (error) {
    const cause = causeOf(error);
    run.causes.set(cause, (run.causes.get(cause) ?? 0) + 1);
  }
}

async function tell({ due, codes }: Backlog, { causes, now, isCutShort }: Run, log: Log): Promise<void> {
  const failed = [...causes.values()].reduce((sum, count) => sum + count, 0);
  const listed = [...causes].map(([cause, count]) => `${cause} x${count}`).join(", ");
  if (failed > 0) log(codes.failed, { failed, causes: listed });
  if (failed === 0 && !isCutShort) return;
  const counts = await Promise.all(Array.from({ length: shards }, (_, shard) => due.count(shard, now)));
  const left = counts.reduce((sum, count) => sum + count, 0);
  if (left > 0) log(codes.left, { left });
}
