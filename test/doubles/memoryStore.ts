import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { recordsOf } from "../../functions/src/store/records.ts";
import { singleDocuments } from "../../functions/src/store/singleDocuments.ts";
import type { MemoryDocuments } from "./memoryDocuments.ts";

/** The store on documents in memory: the same records and codecs as on Firestore. */
export function memoryStore(documents: MemoryDocuments): Store {
  return {
    transact: (body) => documents.transact((transaction) => body(recordsOf(transaction))),
    read: (body) => documents.read((transaction) => body(recordsOf(transaction))),
    ...singleDocuments(documents),
    findOverdueWipes: findDue(documents, "wipes", "wipeId"),
    findDueHolds: findDue(documents, "holds", "holdId"),
    async findExpiredCertificates(now, limit) {
      const certificates = documents.paths("certificates").map((path) => documents.at(path) ?? {});
      const due = certificates.flatMap(({ certificateId, state, expiresAt }) => {
        const isLive = state === "valid" || state === "onHold";
        return isLive && expiresAt instanceof Date && expiresAt <= now
          ? [{ id: String(certificateId), expiresAt }]
          : [];
      });
      due.sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
      return due.slice(0, limit).map(({ id }) => id);
    },
    hasFaultyBreaker: async () => documents.paths("breakers").length > 0,
  };
}

function findDue(documents: MemoryDocuments, collection: string, idField: string): Store["findOverdueWipes"] {
  return async (shard, now, limit) => {
    const all = documents.paths(collection).map((path) => documents.at(path) ?? {});
    const due = all.flatMap(({ [idField]: id, shard: own, nextStepAt }) =>
      own === shard && nextStepAt instanceof Date && nextStepAt <= now
        ? [{ id: String(id), nextStepAt }]
        : [],
    );
    due.sort((a, b) => a.nextStepAt.getTime() - b.nextStepAt.getTime());
    return due.slice(0, limit).map(({ id }) => id);
  };
}
