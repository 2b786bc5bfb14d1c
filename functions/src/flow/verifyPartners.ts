import type { Partner } from "../domain/partner.ts";
import { differences, type ToldPartner } from "../domain/toldPartner.ts";
import { type AuditBook, type AuditBreak, type Found, pages } from "./auditBook.ts";

/** The partners on record, by their paths. */
type FoundPartners = ReadonlyMap<string, Found<Partner>>;

const partnersAtOnce = 100;

/** All partners; there are few. */
export async function readPartners(book: Pick<AuditBook, "partners">): Promise<FoundPartners> {
  const found = new Map<string, Found<Partner>>();
  for await (const page of pages((query) => book.partners(query), partnersAtOnce))
    for (const partner of page) found.set(`partners/${partner.id}`, partner);
  return found;
}

/**
 * Where partners' records differ from what the register tells: keys above all, by their thumbprints, for under the same
 * `kid` another key could be put into a record by hand. `before` and `after` were read before the register and after it: an
 * admin may change a partner meanwhile, so only what differs from both is told.
 */
export function partnerBreaks(
  told: ReadonlyMap<string, ToldPartner>,
  { before, after }: { before: FoundPartners; after: FoundPartners },
): readonly AuditBreak[] {
  const later = new Set(breaksOf(told, after).map(({ where, what }) => `${where} ${what}`));
  return breaksOf(told, before).filter(({ where, what }) => later.has(`${where} ${what}`));
}

function breaksOf(told: ReadonlyMap<string, ToldPartner>, found: FoundPartners): readonly AuditBreak[] {
  return [...new Set([...told.keys(), ...found.keys()])].flatMap((where) => {
    const partner = found.get(where);
    if (partner && !partner.record) return [{ where, what: "its record can't be read" }];
    return differences(partner?.record, told.get(where)).map((what) => ({ where, what }));
  });
}
