import { z } from "zod";
import type { Staff } from "../domain/staff.ts";
import { StaffFields } from "./codecs.ts";
import type { DocumentPages } from "./documentPages.ts";

const pageSize = 100;

/** The staff on record, in the order of their ids and in pages of at most 100; throws for a record that can't be read. */
export async function* staffPages(documents: DocumentPages): AsyncGenerator<readonly Staff[]> {
  let after: string | undefined;
  for (;;) {
    const page = await documents.page("staff", { after, limit: pageSize });
    if (page.length > 0) yield page.map(({ fields }) => z.decode(StaffFields, Object(fields)));
    if (page.length < pageSize) return;
    after = page.at(-1)?.id;
  }
}
