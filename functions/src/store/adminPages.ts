import { z } from "zod";
import type { Partner } from "../domain/partner.ts";
import type { Shop } from "../domain/shop.ts";
import type { Staff } from "../domain/staff.ts";
import { PartnerFields, StaffFields } from "./adminCodecs.ts";
import { ShopFields } from "./counterCodecs.ts";
import type { DocumentPages } from "./documentPages.ts";

const pageSize = 100;

/** The staff on record, in the order of their ids and in pages of at most 100; throws for a record that can't be read. */
export function staffPages(documents: DocumentPages): AsyncGenerator<readonly Staff[]> {
  return allPages(documents, "staff", StaffFields);
}

/** The partners on record, likewise. */
export function partnerPages(documents: DocumentPages): AsyncGenerator<readonly Partner[]> {
  return allPages(documents, "partners", PartnerFields);
}

/** The registered shops, likewise. */
export function shopPages(documents: DocumentPages): AsyncGenerator<readonly Shop[]> {
  return allPages(documents, "shops", ShopFields);
}

async function* allPages<T>(
  documents: DocumentPages,
  collection: string,
  codec: z.ZodType<T, unknown>,
): AsyncGenerator<readonly T[]> {
  let after: string | undefined;
  for (;;) {
    const page = await documents.page(collection, { after, limit: pageSize });
    if (page.length > 0) yield page.map(({ fields }) => z.decode(codec, fields));
    if (page.length < pageSize) return;
    after = page.at(-1)?.id;
  }
}
