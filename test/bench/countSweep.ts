import { sweepWipes } from "../../functions/src/flow/sweepWipes.ts";
import { minutesLater } from "../doubles/samples.ts";
import { CountedWorld } from "./countedWorld.ts";
import { total } from "./tally.ts";

/** What one sweep cost: reads of its queries, and those of the attempts that it drove. */
export interface CountedSweep {
  readonly open: number;
  readonly overdue: number;
  readonly driven: number;
  readonly queryReads: number;
  readonly attemptReads: number;
  readonly attemptWrites: number;
  /** A second sweep at once, when nothing is overdue. */
  readonly idleReads: number;
  readonly seedSeconds: number;
  readonly sweepSeconds: number;
}

const shards = 16;

/** Sweeps a database with so many open wipes of which so many are overdue. Throws when it doesn't drive just those. */
export async function countSweep(open: number, overdue: number): Promise<CountedSweep> {
  const world = new CountedWorld();
  const wipeId = await world.revoked();
  world.setMinutes(1);
  const seedSeconds = await timed(() => seed(world, wipeId, { open, overdue }));
  world.counted.tally.take();
  let driven = 0;
  const sweepSeconds = await timed(async () => {
    driven = await sweep(world);
  });
  const { reads, writes } = world.counted.tally.take();
  const queryReads = reads.get("wipes (query)") ?? 0;
  if (driven !== overdue) throw new Error(`${overdue} wipes were overdue, and ${driven} were driven`);
  if ((await sweep(world)) !== 0) throw new Error("the sweep left wipes overdue");
  const idleReads = total(world.counted.tally.take().reads);
  return {
    ...{ open, overdue, driven, queryReads, idleReads, seedSeconds, sweepSeconds },
    attemptReads: total(reads) - queryReads,
    attemptWrites: total(writes),
  };
}

function sweep(world: CountedWorld): Promise<number> {
  const attempt = (wipeId: string) => world.attempt(wipeId);
  const { overdueWipes } = world.store;
  return sweepWipes({ overdueWipes, attempt, clock: world.clock, log: world.log });
}

/** Copies of one real wipe. Those not overdue are lean: the sweep may not read them. */
async function seed(
  { counted: { firestore } }: CountedWorld,
  wipeId: string,
  { open, overdue }: { open: number; overdue: number },
): Promise<void> {
  const whole = (await firestore.doc(`wipes/${wipeId}`).get()).data();
  await firestore.doc(`wipes/${wipeId}`).delete();
  const writer = firestore.bulkWriter({ throttling: false });
  for (let index = 0; index < open; index++) {
    const place = { wipeId: `wipe-${index}`, shard: index % shards };
    const isDue = index < overdue;
    const fields = isDue ? { ...whole, ...place } : { ...place, state: "sent", nextStepAt: minutesLater(60) };
    void writer.set(firestore.doc(`wipes/wipe-${index}`), fields);
    if (index % 2000 === 1999) await writer.flush();
  }
  await writer.close();
}

/** How long it took, in seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}
