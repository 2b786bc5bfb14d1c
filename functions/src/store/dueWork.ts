import type { Query, QueryDocumentSnapshot } from "firebase-admin/firestore";
import type { DueWork } from "../flow/ports.ts";

const pageSize = 100;

/**
 * What is due by a time in its documents, in the order of that time. A page goes on after the last document of the one
 * before, as it was when it was read: what was done since isn't found again, and what failed isn't either.
 */
export function dueWork(due: (shard: number, now: Date) => Query, time: string): DueWork {
  return {
    async *pages(shard, now) {
      const inOrder = due(shard, now).orderBy(time).limit(pageSize).select(time);
      let last: QueryDocumentSnapshot | undefined;
      for (;;) {
        const { docs } = await (last ? inOrder.startAfter(last) : inOrder).get();
        if (docs.length > 0) yield docs.map(({ id }) => id);
        if (docs.length < pageSize) return;
        last = docs.at(-1);
      }
    },
    count: async (shard, now) => (await due(shard, now).count().get()).data().count,
  };
}
