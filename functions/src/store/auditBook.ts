import { z } from "zod";
import type { AuditBook, Found } from "../flow/auditBook.ts";
import { AuditFields, ChainOwnerFields, PartnerFields } from "./adminCodecs.ts";
import type { DocumentPages, StoredDocument } from "./documentPages.ts";

/** The audit and what carries its chains' heads, as they lie there. What isn't a record any more is found, without its record. */
export function auditBook(documents: DocumentPages): AuditBook {
  const readAll = async <T>(codec: z.ZodType<T, unknown>, paths: readonly string[]) => {
    const found = await documents.at(paths);
    return new Map([...found].map(([path, fields]) => [path, read(codec, { id: idOf(path), fields })]));
  };
  return {
    owners: async (collection, { holderId, ...page }) => {
      const query = holderId === undefined ? page : { ...page, where: { holderId } };
      return (await documents.page(collection, query)).map((document) => read(ChainOwnerFields, document));
    },
    ownersAt: (chains) => readAll(ChainOwnerFields, chains),
    entries: async ({ holderId, ...page }) => {
      const query = holderId === undefined ? page : { ...page, where: { holderId } };
      return (await documents.page("audit", query)).map((document) => read(AuditFields, document));
    },
    partners: async ({ after, limit }) => {
      const page = await documents.page("partners", { after, limit });
      return page.map((document) => read(PartnerFields, document));
    },
    entriesAt: async (auditIds) => {
      const found = await readAll(
        AuditFields,
        auditIds.map((id) => `audit/${id}`),
      );
      return [...found.values()];
    },
  };
}

function read<T>(codec: z.ZodType<T, unknown>, { id, fields }: StoredDocument): Found<T> {
  const { data } = z.safeDecode(codec, fields);
  return data === undefined ? { id } : { id, record: data };
}

function idOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
