import type { DueWork } from "../../functions/src/flow/ports.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { recordsOf } from "../../functions/src/store/records.ts";
import { singleDocuments } from "../../functions/src/store/singleDocuments.ts";
import { memoryCounted } from "./memoryCounted.ts";
import type { MemoryDocuments } from "./memoryDocuments.ts";

/** The store on documents in memory: the same records and codecs as on Firestore. */
export function memoryStore(documents: MemoryDocuments): Store {
  return {
    transact: (body) => documents.transact((transaction) => body(recordsOf(transaction))),
    read: (body) => documents.read((transaction) => body(recordsOf(transaction))),
    ...singleDocuments(documents),
    overdueWipes: dueIn(documents, "wipes", ["nextStepAt"]),
    dueHolds: dueIn(documents, "holds", ["nextStepAt"]),
    expiredCertificates: dueIn(
      documents,
      "certificates",
      ["expiresAt"],
      ({ state }) => state === "valid" || state === "onHold",
    ),
    toRemind: {
      wipes: dueIn(documents, "wipes", ["remindAt"]),
      devices: dueIn(documents, "devices", ["matter", "remindAt"]),
      reminders: dueIn(documents, "reminders", ["nextStepAt"]),
      notices: dueIn(documents, "notices", ["nextStepAt"]),
    },
    counted: memoryCounted(documents),
    hasFaultyBreaker: async () => documents.paths("breakers").length > 0,
  };
}

/** Pages as they were when the first was asked for, which is what a cursor on Firestore comes to. */
function dueIn(
  documents: MemoryDocuments,
  collection: string,
  clock: readonly string[],
  isMeant: (fields: Fields) => boolean = () => true,
): DueWork {
  const find = (shard: number, now: Date) => {
    const due = documents.paths(collection).flatMap((path) => {
      const fields = documents.at(path) ?? {};
      const at = clock.reduce<unknown>((within, name) => Object(within)[name], fields);
      const isDue = fields.shard === shard && at instanceof Date && at <= now && isMeant(fields);
      return isDue ? [{ id: path.slice(collection.length + 1), at }] : [];
    });
    return due.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ id }) => id);
  };
  return {
    async *pages(shard, now) {
      const ids = find(shard, now);
      for (let from = 0; from < ids.length; from += 100) yield ids.slice(from, from + 100);
    },
    count: async (shard, now) => find(shard, now).length,
  };
}
