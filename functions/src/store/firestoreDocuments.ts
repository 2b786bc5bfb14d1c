import { FieldValue, type Firestore, Timestamp, type Transaction } from "firebase-admin/firestore";
import { AlreadyKept } from "../flow/ports.ts";
import {
  Containing,
  type Documents,
  type DocumentTransaction,
  type Fields,
  OneOf,
  removed,
} from "./documents.ts";

/** gRPC's codes: for what can't be, what isn't there, what is there already, and what was written meanwhile. */
const [invalidArgument, notFound, alreadyExists, failedPrecondition] = [3, 5, 6, 9] as const;
/** How often a transaction is begun anew because it was closed; as often as the client does by itself when one is aborted. */
const mostBeginnings = 5;

/** Firestore as a document database. */
export function firestoreDocuments(firestore: Firestore): Documents {
  return {
    transact: (body) =>
      unlessClosed(() =>
        firestore.runTransaction((transaction) => body(within(firestore, transaction))),
      ).catch((problem: { code?: unknown }) => {
        throw problem.code === alreadyExists ? new AlreadyKept() : problem;
      }),
    read: (body) =>
      firestore.runTransaction((transaction) => body(within(firestore, transaction)), { readOnly: true }),
    async get(path) {
      const snapshot = await firestore.doc(path).get();
      const [fields, version] = [snapshot.data(), versionOf(snapshot)];
      return fields && version !== undefined ? { fields, version } : undefined;
    },
    updateIf(path, version, changes) {
      const document = firestore.doc(path);
      const lastUpdateTime = timestampOf(version);
      return unlessWritten(document.update(withDeletions(changes), { lastUpdateTime }), async () => {
        return versionOf(await document.get()) === version;
      });
    },
  };
}

/**
 * Runs a transaction, and begins it anew where it was closed under it: of reads side by side one is told that the transaction was
 * aborted, for which the client begins anew by itself, and the others that it is closed, in whichever order. The emulator's words
 * for that aren't those that the client knows. What is closed has written nothing.
 */
export async function unlessClosed<T>(run: () => Promise<T>): Promise<T> {
  for (let beginnings = 1; ; beginnings += 1)
    try {
      return await run();
    } catch (problem) {
      if (beginnings === mostBeginnings || !isClosed(problem)) throw problem;
    }
}

function isClosed(problem: unknown): boolean {
  const { code, message } = Object(problem);
  return code === invalidArgument && /transaction is invalid or closed/i.test(String(message));
}

/**
 * Whether an update on the condition of a version was made. A condition that isn't met fails with FAILED_PRECONDITION, on a
 * document that is gone with that or NOT_FOUND. Both codes mean other things too (a database that isn't there, or is in
 * another mode), and only the message would tell, whose words nobody promises. So the document is looked at: one that is
 * still at its version wasn't written meanwhile, and the failure is thrown on.
 *
 * False may also be our own doing: the client repeats a commit whose answer was lost, and then meets the write that it made.
 * For an attempt that means a number that was taken and isn't used until its lease is over.
 */
export async function unlessWritten(
  update: Promise<unknown>,
  isStill: () => Promise<boolean>,
): Promise<boolean> {
  try {
    await update;
    return true;
  } catch (problem) {
    const { code } = Object(problem);
    if (code !== notFound && code !== failedPrecondition) throw problem;
    if (await isStill()) throw problem;
    return false;
  }
}

function within(firestore: Firestore, transaction: Transaction): DocumentTransaction {
  return {
    async get(path) {
      return (await transaction.get(firestore.doc(path))).data();
    },
    async find(collection, where) {
      const start: FirebaseFirestore.Query = firestore.collection(collection);
      const query = Object.entries(where).reduce((q, [field, value]) => {
        if (value instanceof Containing) return q.where(field, "array-contains", value.item);
        if (value instanceof OneOf) return q.where(field, "in", value.values);
        return q.where(field, "==", value);
      }, start);
      const { docs } = await transaction.get(query);
      return docs.map((doc) => ({ path: doc.ref.path, fields: doc.data() }));
    },
    create(path, fields) {
      transaction.create(firestore.doc(path), { ...fields });
    },
    set(path, fields) {
      transaction.set(firestore.doc(path), { ...fields });
    },
    update(path, fields) {
      transaction.update(firestore.doc(path), withDeletions(fields));
    },
  };
}

/** The mark of a document's state: when it was written last, exact to what Firestore tells apart. */
export function versionOf({ updateTime }: { readonly updateTime?: Timestamp }): string | undefined {
  return updateTime && `${updateTime.seconds}.${updateTime.nanoseconds}`;
}

function timestampOf(version: string): Timestamp {
  const [seconds, nanoseconds] = version.split(".").map(Number);
  return new Timestamp(seconds ?? 0, nanoseconds ?? 0);
}

function withDeletions(fields: Fields): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === removed ? FieldValue.delete() : value]),
  );
}
