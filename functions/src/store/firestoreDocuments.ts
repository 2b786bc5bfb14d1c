import { FieldValue, type Firestore, type Transaction } from "firebase-admin/firestore";
import { AlreadyKept } from "../flow/ports.ts";
import { type Documents, type DocumentTransaction, type Fields, removed } from "./documents.ts";

/** gRPC's code for a document that was to be created and is there. */
const alreadyExists = 6;

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
  };
}

function within(firestore: Firestore, transaction: Transaction): DocumentTransaction {
  return {
    async get(path) {
      return (await transaction.get(firestore.doc(path))).data();
    },
    async find(collection, where) {
      const start: FirebaseFirestore.Query = firestore.collection(collection);
      const query = Object.entries(where).reduce((q, [field, value]) => q.where(field, "==", value), start);
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

function withDeletions(fields: Fields): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === removed ? FieldValue.delete() : value]),
  );
}
