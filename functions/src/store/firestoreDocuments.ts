import { FieldValue, type Firestore, Timestamp, type Transaction } from "firebase-admin/firestore";
import { AlreadyKept } from "../flow/ports.ts";
import { Containing, type Documents, type DocumentTransaction, type Fields, removed } from "./documents.ts";

/** gRPC's codes: for what isn't there, what is there already, and what was written meanwhile. */
const [notFound, alreadyExists, failedPrecondition] = [5, 6, 9] as const;

/** Firestore as a document database. */
export function firestoreDocuments(firestore: Firestore): Documents {
  return {
    transact: (body) =>
      firestore
        .runTransaction((transaction) => body(within(firestore, transaction)))
        .catch((problem: { code?: unknown }) => {
          throw problem.code === alreadyExists ? new AlreadyKept() : problem;
        }),
    read: (body) =>
      firestore.runTransaction((transaction) => body(within(firestore, transaction)), { readOnly: true }),
    async get(path) {
      const snapshot = await firestore.doc(path).get();
      const [fields, version] = [snapshot.data(), versionOf(snapshot)];
      return fields && version !== undefined ? { fields, version } : undefined;
    },
    async updateIf(path, version, changes) {
      const lastUpdateTime = timestampOf(version);
      return firestore
        .doc(path)
        .update(withDeletions(changes), { lastUpdateTime })
        .then(() => true)
        .catch((problem: { code?: unknown }) => {
          if (problem.code === notFound || problem.code === failedPrecondition) return false;
          throw problem;
        });
    },
  };
}

function within(firestore: Firestore, transaction: Transaction): DocumentTransaction {
  return {
    async get(path) {
      return (await transaction.get(firestore.doc(path))).data();
    },
    async find(collection, where) {
      const start: FirebaseFirestore.Query = firestore.collection(collection);
      const query = Object.entries(where).reduce(
        (q, [field, value]) =>
          value instanceof Containing
            ? q.where(field, "array-contains", value.item)
            : q.where(field, "==", value),
        start,
      );
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
