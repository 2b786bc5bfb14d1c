import type { DueWork } from "../../functions/src/flow/ports.ts";
import type { CountedPage, CountedPart } from "../../functions/src/flow/rollUpPorts.ts";
import type { Documents, DocumentTransaction } from "../../functions/src/store/documents.ts";
import { firestoreDocuments } from "../../functions/src/store/firestoreDocuments.ts";
import { firestoreStore, type Store } from "../../functions/src/store/firestoreStore.ts";
import { recordsOf } from "../../functions/src/store/records.ts";
import { singleDocuments } from "../../functions/src/store/singleDocuments.ts";

/** Documents read and written, by kind: `wipes`, `wipes/attempts` and so on. */
export class Tally {
  readonly reads = new Map<string, number>();
  readonly writes = new Map<string, number>();

  /** A query is billed for each document it gives, and for one when it gives none. */
  found(collection: string, documents: number): void {
    add(this.reads, `${collection} (query)`, Math.max(1, documents));
  }

  read(path: string): void {
    add(this.reads, kindOf(path), 1);
  }

  written(path: string): void {
    add(this.writes, kindOf(path), 1);
  }

  /** What has been counted since the last time. */
  take(): Counts {
    const counts = { reads: new Map(this.reads), writes: new Map(this.writes) };
    this.reads.clear();
    this.writes.clear();
    return counts;
  }
}

/** What one step read and wrote, by kind of document. */
export interface Counts {
  readonly reads: ReadonlyMap<string, number>;
  readonly writes: ReadonlyMap<string, number>;
}

/** The sum over all kinds. */
export function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** The store on Firestore with every document counted that crosses its document layer, tries that were repeated included. */
export function countedStore(firestore: FirebaseFirestore.Firestore, tally: Tally): Store {
  const store = firestoreStore(firestore);
  const documents: Documents = firestoreDocuments(firestore);
  return {
    ...store,
    ...singleDocuments({
      ...documents,
      async get(path) {
        tally.read(path);
        return documents.get(path);
      },
      async updateIf(path, version, changes) {
        tally.written(path);
        return documents.updateIf(path, version, changes);
      },
    }),
    transact: (body) => documents.transact((transaction) => body(recordsOf(counting(transaction, tally)))),
    read: (body) => documents.read((transaction) => body(recordsOf(counting(transaction, tally)))),
    overdueWipes: countedWork(store.overdueWipes, "wipes", tally),
    dueHolds: countedWork(store.dueHolds, "holds", tally),
    toRemind: {
      wipes: countedWork(store.toRemind.wipes, "wipes", tally),
      devices: countedWork(store.toRemind.devices, "devices", tally),
      reminders: countedWork(store.toRemind.reminders, "reminders", tally),
      notices: countedWork(store.toRemind.notices, "notices", tally),
    },
    counted: {
      openWipes: countedPage(store.counted.openWipes, "wipes", tally),
      endedWipes: countedPage(store.counted.endedWipes, "wipes", tally),
      dueReminders: countedPage(store.counted.dueReminders, "reminders", tally),
      reminders: countedPage(store.counted.reminders, "reminders", tally),
      dueNotices: countedPage(store.counted.dueNotices, "notices", tally),
      notices: countedPage(store.counted.notices, "notices", tally),
    },
  };
}

/** A page of what a day is counted from, with its query counted. */
function countedPage<T>(read: (part: CountedPart) => Promise<CountedPage<T>>, from: string, tally: Tally) {
  return async (part: CountedPart) => {
    const page = await read(part);
    tally.found(from, page.items.length);
    return page;
  };
}

/** What is due, with each query that finds it counted. */
function countedWork(due: DueWork, collection: string, tally: Tally): DueWork {
  return {
    ...due,
    async *pages(shard, now) {
      let last = 0;
      for await (const page of due.pages(shard, now)) {
        tally.found(collection, page.length);
        last = page.length;
        yield page;
      }
      // The query that found nothing more.
      if (last % 100 === 0) tally.found(collection, 0);
    },
  };
}

function counting(transaction: DocumentTransaction, tally: Tally): DocumentTransaction {
  return {
    ...transaction,
    async get(path) {
      tally.read(path);
      return transaction.get(path);
    },
    async find(collection, where) {
      const found = await transaction.find(collection, where);
      tally.found(collection, found.length);
      return found;
    },
    create(path, fields) {
      tally.written(path);
      transaction.create(path, fields);
    },
    set(path, fields) {
      tally.written(path);
      transaction.set(path, fields);
    },
    update(path, fields) {
      tally.written(path);
      transaction.update(path, fields);
    },
  };
}

/** `wipes/abc/attempts/1` is a `wipes/attempts`. */
function kindOf(path: string): string {
  return path
    .split("/")
    .filter((_, index) => index % 2 === 0)
    .join("/");
}

function add(counts: Map<string, number>, kind: string, count: number): void {
  counts.set(kind, (counts.get(kind) ?? 0) + count);
}
