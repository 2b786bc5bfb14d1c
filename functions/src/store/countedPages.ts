import { FieldPath, type Firestore, type Query } from "firebase-admin/firestore";
import { z } from "zod";
import { openWipeStates } from "../domain/wipeMoves.ts";
import type { Counted, CountedPage, CountedPart } from "../flow/rollUpPorts.ts";
import { at } from "./codecs.ts";
import { CountedMessageFields, CountedWipeFields } from "./rollUpCodecs.ts";

/** Of one shard at once; all of them together are what a run has in memory. */
const countedPageSize = 100;

/** Where pages are read, by which time, and as what. */
interface Source<T> {
  readonly query: Query;
  readonly time: string;
  readonly fields: z.ZodObject & z.ZodType<T>;
}

/** What a day's figures are counted from, in Firestore. Only the fields that are counted are read. */
export function countedPages(firestore: Firestore): Counted {
  const wipes = { query: firestore.collection("wipes"), fields: CountedWipeFields };
  const open = { ...wipes, query: wipes.query.where("state", "in", openWipeStates), time: "openedAt" };
  const messages = (collection: string) => {
    return { query: firestore.collection(collection), fields: CountedMessageFields, time: "endedAt" };
  };
  const due = (collection: string) => {
    const query = firestore.collection(collection).where("state", "==", "due");
    return { query, fields: CountedMessageFields, time: "dueAt" };
  };
  return {
    openWipes: (part) => readPage(open, part),
    endedWipes: (part) => readPage({ ...wipes, time: "endedAt" }, part),
    dueReminders: (part) => readPage(due("reminders"), part),
    reminders: (part) => readPage(messages("reminders"), part),
    dueNotices: (part) => readPage(due("notices"), part),
    notices: (part) => readPage(messages("notices"), part),
  };
}

async function readPage<T>(
  { query, time, fields }: Source<T>,
  { shard, after, from, until }: CountedPart,
): Promise<CountedPage<T>> {
  const within = query.where("shard", "==", shard).where(time, "<", until);
  const bounded = from ? within.where(time, ">=", from) : within;
  const ordered = bounded
    .orderBy(time)
    .orderBy(FieldPath.documentId())
    .limit(countedPageSize)
    .select(time, ...Object.keys(fields.shape));
  const { docs } = await (after ? ordered.startAfter(after.at, after.id) : ordered).get();
  const items = docs.map((doc) => z.safeDecode(fields, Object(doc.data())).data);
  const last = docs.at(-1);
  if (!last || docs.length < countedPageSize) return { items };
  return { items, next: { shard, after: { at: z.decode(at, last.get(time)), id: last.id } } };
}
