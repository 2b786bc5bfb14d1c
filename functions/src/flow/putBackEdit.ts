import { putBackMark } from "../domain/putBackMark.ts";
import { appendAudit } from "./appendAudit.ts";
import { findAuditOwner } from "./auditOwner.ts";
import type { Clock, Log, StoredFields, Transact } from "./ports.ts";

/** A change to a stored document as a trigger tells it; `undefined` where there was, or is, no document. */
interface StoredChange<T> {
  readonly path: string;
  readonly before: StoredFields | undefined;
  readonly after: StoredFields | undefined;
  /** The document's fields as a record; undefined for what isn't one. */
  read(fields: StoredFields | undefined): T | undefined;
  isLegal(before: T, after: T): boolean;
}

interface Ports {
  readonly transact: Transact<"edits" | "holders" | "devices" | "audit">;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Puts a document back that somebody edited in the console in a way that no table allows, or deleted, and tells it in the
 * device's audit, or in the holder's where it is about no device or the device's record is gone. Without either it is put
 * back all the same. Answers whether the change was such an edit. Writes of our own are always legal, so no read is spent
 * on them. If the document has moved on since, the edit is no longer there to put back.
 */
export async function putBackEdit<T extends { readonly deviceId?: string; readonly holderId: string }>(
  change: StoredChange<T>,
  { transact, clock, log }: Ports,
): Promise<boolean> {
  const { path, after } = change;
  const before = change.read(change.before);
  if (!before || !change.before || isPutBack(change)) return false;
  const edited = change.read(after);
  if (edited && change.isLegal(before, edited)) return false;
  const editPutBackMark = putBackMark(path, after, change.before);
  const restored = { ...change.before, editPutBackAt: clock(), editPutBackMark };
  await transact(async (records) => {
    if (!(await records.edits.isStill(path, after))) return;
    const owner = await findAuditOwner(records, before);
    records.edits.restore(path, restored);
    const fact = {
      act: "editPutBack",
      actor: "service",
      method: "table",
      subjects: [path],
      at: clock(),
    } as const;
    if (owner) appendAudit(records, owner, [fact]);
  });
  log("edit_put_back", { collection: path.slice(0, path.indexOf("/")) });
  return true;
}

/**
 * Putting back may itself be no move of a table; without this mark it would be put back in turn, for ever. The mark fits
 * that edit and that content alone, so that an edit which touches it is still an edit.
 */
function isPutBack({ path, before, after }: StoredChange<unknown>): boolean {
  const mark = after?.editPutBackMark;
  return after !== undefined && mark !== undefined && mark === putBackMark(path, before, after);
}
