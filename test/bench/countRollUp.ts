import type { RollUp } from "../../functions/src/domain/rollUp.ts";
import { manyWipes } from "../doubles/rollUpWorld.ts";
import { start } from "../doubles/samples.ts";
import { CountedRollUpWorld } from "./countedWorld.ts";
import { type Memory, memoryNow } from "./memory.ts";
import { total } from "./tally.ts";

/** How much there is: what lies there from other days, and what the day has of open wipes, of ended ones and of messages. */
interface RollUpSize {
  readonly older: number;
  readonly open: number;
  readonly ended: number;
  readonly messages: number;
}

/** What counting one day cost. */
export interface CountedRollUp extends RollUpSize {
  readonly reads: number;
  readonly writes: number;
  /** A second run at once, when the day is finished. */
  readonly idleReads: number;
  /** Memory of the process before and after. */
  readonly memory: readonly [Memory, Memory];
  readonly runSeconds: number;
}

const shards = 16;
const longAgo = new Date(start.getTime() - 100 * 24 * 60 * 60_000);

/** Counts one day. Throws when its figures aren't what is there. */
export async function countRollUp(size: RollUpSize): Promise<CountedRollUp> {
  const world = new CountedRollUpWorld();
  await seed(world, size);
  world.counted.tally.take();
  const before = memoryNow();
  const since = performance.now();
  if (!(await world.run())) throw new Error("the day isn't finished");
  const runSeconds = (performance.now() - since) / 1000;
  const after = memoryNow();
  const counts = world.counted.tally.take();
  check(await world.day("2026-11-22"), size);
  world.counted.tally.take();
  await world.run();
  const idleReads = total(world.counted.tally.take().reads);
  const [reads, writes] = [total(counts.reads), total(counts.writes)];
  return { ...size, reads, writes, idleReads, memory: [before, after], runSeconds };
}

function check(day: RollUp | undefined, { open, ended, messages }: RollUpSize): void {
  const { openWipes, endedWipes, reminders } = day?.figures ?? {};
  const found = [openWipes?.total, endedWipes?.total, reminders?.sent];
  if (found.some((one, i) => one !== [open, ended, messages][i]))
    throw new Error(`${open}, ${ended} and ${messages} were there, and ${found.join(", ")} counted`);
}

/** As the flows leave them, with only the fields that are counted or found by. */
async function seed(
  { counted: { firestore } }: CountedRollUpWorld,
  { older, open, ended, messages }: RollUpSize,
) {
  const writer = firestore.bulkWriter({ throttling: false });
  const [wipe] = manyWipes(1, "any", {});
  const { evidence, openedAt, model } = wipe ?? {};
  const common = { evidence: evidence ?? "none", openedAt, model };
  const confirmed = { ...common, state: "confirmed", evidence: "deviceSigned" };
  const sent = { state: "sent", about: "notErased", channel: "push" };
  const groups = [
    [older, "wipes", "older", { ...confirmed, openedAt: longAgo, endedAt: longAgo }],
    [older, "reminders", "older", { ...sent, dueAt: longAgo, endedAt: longAgo }],
    [open, "wipes", "open", { ...common, state: "sent" }],
    [ended, "wipes", "ended", { ...confirmed, endedAt: start }],
    [messages, "reminders", "sent", { ...sent, dueAt: start, endedAt: start }],
  ] as const;
  for (const [count, collection, name, fields] of groups)
    for (let index = 0; index < count; index++) {
      const own = { holderId: `holder-${index}`, shard: index % shards };
      void writer.set(firestore.doc(`${collection}/${name}-${index}`), { ...fields, ...own });
      if (index % 2000 === 1999) await writer.flush();
    }
  await writer.close();
}
