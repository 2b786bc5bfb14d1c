import type { DocumentPages } from "../../functions/src/store/documentPages.ts";
import type { MemoryDocuments } from "./memoryDocuments.ts";

/** The documents in memory in pages, in the order of their ids as Firestore has them. */
export function memoryPages(documents: MemoryDocuments): DocumentPages {
  return {
    async page(collection, { after, limit, where = {} }) {
      const all = documents.paths(collection).map((path) => ({
        id: path.slice(collection.length + 1),
        fields: documents.at(path) ?? {},
      }));
      const chosen = all.filter(({ fields }) =>
        Object.entries(where).every(([name, value]) => fields[name] === value),
      );
      chosen.sort((a, b) => (a.id < b.id ? -1 : 1));
      return chosen.filter(({ id }) => after === undefined || id > after).slice(0, limit);
    },
    async at(paths) {
      return new Map(
        paths.flatMap((path) => {
          const fields = documents.at(path);
          return fields ? [[path, fields]] : [];
        }),
      );
    },
  };
}
