import type { AuditEntry } from "../domain/audit.ts";
import { auditIdOf, breakIn } from "../domain/auditChain.ts";
import type { AuditHead } from "../domain/holder.ts";
import type { AuditBook } from "./auditBook.ts";

/** How many entries are held at a time, however long the chain. */
const pageSize = 100;

/** A chain by its name, with where it has to start and where its record says that it ends. */
interface ClaimedChain {
  readonly chain: string;
  readonly start: AuditHead;
  readonly head: AuditHead;
}

/**
 * What is wrong with a chain, in words: the first break, or nothing. Its entries are found by their ids, which follow from
 * their places, and handed to `see`, also those after a break. An entry before its head can't be late: heads are read
 * first, and entries never change.
 */
export async function verifyChain(
  { chain, start, head }: ClaimedChain,
  book: Pick<AuditBook, "entriesAt">,
  see: (entry: AuditEntry) => void = () => {},
): Promise<string | undefined> {
  let broken: string | undefined;
  let [reached, last] = [start.sequence, start];
  while (reached < head.sequence) {
    const until = Math.min(reached + pageSize, head.sequence);
    const found = await book.entriesAt(idsBetween(chain, reached, until));
    // A head that was edited to a huge number doesn't send us through all of it.
    if (found.length === 0) return broken ?? breakIn({ start: last, head }, []);
    const entries = found.flatMap(({ record }) => (record ? [record] : []));
    const end = until === head.sequence ? head : (highest(entries) ?? last);
    broken ??= found.length > entries.length ? `an entry after ${reached} can't be read` : undefined;
    broken ??= breakIn({ start: last, head: end }, entries);
    for (const entry of entries) see(entry);
    [reached, last] = [until, end];
  }
  return broken ?? breakIn({ start: last, head }, []);
}

function idsBetween(chain: string, after: number, until: number): readonly string[] {
  return Array.from({ length: until - after }, (_, index) => auditIdOf(chain, after + index + 1));
}

function highest(entries: readonly AuditEntry[]): AuditHead | undefined {
  const last = entries.toSorted((a, b) => a.sequence - b.sequence).at(-1);
  return last && { sequence: last.sequence, hash: last.hash };
}
