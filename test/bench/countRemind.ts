import { deviceOf } from "../../functions/src/store/firestoreStore.ts";
import { minutesLater } from "../doubles/samples.ts";
import { CountedReminderWorld } from "./countedWorld.ts";
import { type Memory, memoryNow } from "./memory.ts";
import { total } from "./tally.ts";

/** What one run of the hourly job cost: reads of its queries, and those of the reminders that it made and sent. */
export interface CountedRemind {
  readonly open: number;
  readonly due: number;
  readonly queryReads: number;
  readonly reminderReads: number;
  readonly reminderWrites: number;
  /** A second run at once, when nothing is due. */
  readonly idleReads: number;
  /** Memory of the process before and after, bytes. */
  readonly memory: readonly [Memory, Memory];
  readonly seedSeconds: number;
  readonly runSeconds: number;
}

const shards = 16;
const day = 24 * 60;

/** Reminds of so many due wipes in a database of so many open ones. Throws when it doesn't remind of just those. */
export async function countRemind(open: number, due: number): Promise<CountedRemind> {
  const world = new CountedReminderWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  world.setMinutes(day);
  const seedSeconds = await timed(() => seed(world, wipeId, { open, due }));
  world.counted.tally.take();
  const before = memoryNow();
  let taken = 0;
  const runSeconds = await timed(async () => {
    [, taken] = await world.remindAll();
  });
  const sent = world.messages.splice(0).length;
  const after = memoryNow();
  const { reads, writes } = world.counted.tally.take();
  if (taken !== due || sent !== due) throw new Error(`${due} were due, ${taken} taken up and ${sent} sent`);
  if ((await world.remindAll())[1] !== 0) throw new Error("the run left reminders due");
  const idleReads = total(world.counted.tally.take().reads);
  // Whose the person's cards are is asked for each reminder; the other queries are the run's own.
  const asked = [...reads].filter(([kind]) => kind.endsWith("(query)") && kind !== "cards (query)");
  const queryReads = total(new Map(asked));
  return {
    ...{ open, due, queryReads, idleReads, memory: [before, after], seedSeconds, runSeconds },
    reminderReads: total(reads) - queryReads,
    reminderWrites: total(writes),
  };
}

/** What is due is a real wipe each, of a phone and a holder of its own. The others are lean: the run may not read them. */
async function seed(
  { counted: { firestore } }: CountedReminderWorld,
  wipeId: string,
  { open, due }: { open: number; due: number },
): Promise<void> {
  const read = async (path: string) => (await firestore.doc(path).get()).data() ?? {};
  const wipe = await read(`wipes/${wipeId}`);
  const device = await read(`devices/${wipe.deviceId}`);
  const ids = deviceOf(device)?.certificateIds ?? [];
  const certificates = await Promise.all(ids.map((id) => read(`certificates/${id}`)));
  for (const path of [`wipes/${wipeId}`, `devices/${wipe.deviceId}`]) await firestore.doc(path).delete();
  const writer = firestore.bulkWriter({ throttling: false });
  for (let index = 0; index < open; index++) {
    const place = { wipeId: `wipe-${index}`, shard: index % shards };
    const [isDue, path] = [index < due, `wipes/wipe-${index}`];
    const own = { holderId: `holder-${index}`, deviceId: `device-${index}` };
    if (!isDue)
      void writer.set(firestore.doc(path), { ...place, state: "sent", remindAt: minutesLater(2 * day) });
    if (isDue) void writer.set(firestore.doc(path), { ...wipe, ...place, ...own });
    const certificateIds = certificates.map((_, i) => `certificate-${index}-${i}`);
    if (isDue)
      void writer.set(firestore.doc(`devices/device-${index}`), { ...device, ...own, certificateIds });
    for (const [i, certificate] of (isDue ? certificates : []).entries()) {
      const certificateId = certificateIds[i] ?? "";
      void writer.set(firestore.doc(`certificates/${certificateId}`), {
        ...certificate,
        ...own,
        certificateId,
      });
    }
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
