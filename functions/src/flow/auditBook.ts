import type { AuditEntry } from "../domain/audit.ts";
import type { AuditHead } from "../domain/holder.ts";
import type { Partner } from "../domain/partner.ts";

/** A stored document by its id; without a record where it can't be read as one. */
export interface Found<T> {
  readonly id: string;
  readonly record?: T;
}

/** The little that a chain is verified by: where its record says that it ends, and whose it is. */
export interface ChainOwner {
  readonly holderId?: string;
  readonly auditHead: AuditHead;
}

/** Which part of a collection: at most `limit`, from after an id on. */
interface Page {
  readonly after: string | undefined;
  readonly limit: number;
  /** Only one holder's. */
  readonly holderId?: string | undefined;
}

/** The whole audit, page by page in the order of ids, as it lies there. */
export interface AuditBook {
  owners(collection: "holders" | "devices", page: Page): Promise<readonly Found<ChainOwner>[]>;
  /** The records that carry these chains' heads, by chain; those that are there. */
  ownersAt(chains: readonly string[]): Promise<ReadonlyMap<string, Found<ChainOwner>>>;
  entries(page: Page): Promise<readonly Found<AuditEntry>[]>;
  partners(page: Page): Promise<readonly Found<Partner>[]>;
  /** The entries under these ids that are there, in any order. */
  entriesAt(auditIds: readonly string[]): Promise<readonly Found<AuditEntry>[]>;
}

/** Something that doesn't fit: in which chain or document, and what, in words. */
export interface AuditBreak {
  readonly where: string;
  readonly what: string;
}

/** What verifying takes: the audit, and whom to tell each break as it is found. */
export interface VerifyPorts {
  readonly book: AuditBook;
  readonly tell: (found: AuditBreak) => void;
}

/** Page after page until one comes short. */
export async function* pages<T extends { readonly id: string }>(
  read: (page: Page) => Promise<readonly T[]>,
  limit: number,
): AsyncGenerator<readonly T[]> {
  let after: string | undefined;
  for (;;) {
    const page = await read({ after, limit });
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    after = page.at(-1)?.id;
  }
}
