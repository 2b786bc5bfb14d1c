import { z } from "zod";
import { isOpen, wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import type { Counted, CountedPage, CountedPart } from "../../functions/src/flow/rollUpPorts.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import { CountedMessageFields, CountedWipeFields } from "../../functions/src/store/rollUpCodecs.ts";
import type { MemoryDocuments } from "./memoryDocuments.ts";

const pageSize = 100;

interface Source<T> {
  readonly collection: string;
  readonly time: string;
  readonly fields: z.ZodType<T, unknown>;
  readonly isMeant?: (fields: Fields) => boolean;
}

/** What a day's figures are counted from, in memory: pages in the order of a time and then of ids, as Firestore has them. */
export function memoryCounted(documents: MemoryDocuments): Counted {
  const read =
    <T>(source: Source<T>) =>
    async (part: CountedPart) =>
      pageOf(documents, source, part);
  const ended = { time: "endedAt", fields: CountedMessageFields };
  const due = {
    ...{ time: "dueAt", fields: CountedMessageFields },
    isMeant: ({ state }: Fields) => state === "due",
  };
  const wipes = { collection: "wipes", fields: CountedWipeFields };
  const isOpenWipe = ({ state }: Fields) => isOpen(z.enum(wipeStates).parse(state));
  return {
    openWipes: read({ ...wipes, time: "openedAt", isMeant: isOpenWipe }),
    endedWipes: read({ ...wipes, time: "endedAt" }),
    dueReminders: read({ ...due, collection: "reminders" }),
    reminders: read({ ...ended, collection: "reminders" }),
    dueNotices: read({ ...due, collection: "notices" }),
    notices: read({ ...ended, collection: "notices" }),
  };
}

function pageOf<T>(
  documents: MemoryDocuments,
  { collection, time, fields, isMeant = () => true }: Source<T>,
  { shard, after, from, until }: CountedPart,
): CountedPage<T> {
  const found = documents.paths(collection).flatMap((path) => {
    const stored = documents.at(path) ?? {};
    const at = stored[time];
    if (stored.shard !== shard || !(at instanceof Date) || !isMeant(stored)) return [];
    const isWithin = at < until && (!from || at >= from);
    const id = path.slice(collection.length + 1);
    const isLater = !after || at > after.at || (at.getTime() === after.at.getTime() && id > after.id);
    return isWithin && isLater ? [{ id, at, stored }] : [];
  });
  const ordered = found.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  const page = ordered.slice(0, pageSize);
  const items = page.map(({ stored }) => z.safeDecode(fields, stored).data);
  const last = page.at(-1);
  if (!last || page.length < pageSize) return { items };
  return { items, next: { shard, after: { at: last.at, id: last.id } } };
}
