import { FieldPath, type Firestore } from "firebase-admin/firestore";
import type { Fields } from "./documents.ts";

/** A stored document with its id. */
export interface StoredDocument {
  readonly id: string;
  readonly fields: Fields;
}

/** Which part of a collection: at most `limit` documents, in the order of their ids, from after an id on. */
interface PageQuery {
  readonly after: string | undefined;
  readonly limit: number;
  /** Only documents in which every one of these fields has this value. */
  readonly where?: Fields;
}

/** For whoever goes through everything: whole collections page by page, each page as it lies there at its own moment. */
export interface DocumentPages {
  page(collection: string, query: PageQuery): Promise<readonly StoredDocument[]>;
  /** The documents under these paths, as far as they are there. */
  at(paths: readonly string[]): Promise<ReadonlyMap<string, Fields>>;
}

/** Firestore's documents in pages. Ids are the order because they need no index and stay as they are. */
export function firestorePages(firestore: Firestore): DocumentPages {
  return {
    async page(collection, { after, limit, where = {} }) {
      const start: FirebaseFirestore.Query = firestore.collection(collection);
      const chosen = Object.entries(where).reduce((q, [field, value]) => q.where(field, "==", value), start);
      const ordered = chosen.orderBy(FieldPath.documentId()).limit(limit);
      const { docs } = await (after === undefined ? ordered : ordered.startAfter(after)).get();
      return docs.map((doc) => ({ id: doc.id, fields: doc.data() }));
    },
    async at(paths) {
      if (paths.length === 0) return new Map();
      const found = await firestore.getAll(...paths.map((path) => firestore.doc(path)));
      return new Map(
        found.flatMap((doc) => {
          const fields = doc.data();
          return fields ? [[doc.ref.path, fields]] : [];
        }),
      );
    },
  };
}
