import type { DocumentTransaction, Fields } from "../../functions/src/store/documents.ts";
import { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import type { Crash } from "./step.ts";

/** One document as a commit left it. */
export interface Change {
  readonly path: string;
  readonly before: Fields | undefined;
  readonly after: Fields;
}

/** The process died here, as the history said. Not a failure of the test. */
export class Died extends Error {}

/** The last write of every transaction, which is never kept: it says that the commit is whole, and whose it is. */
const seal = "commits/sealed";

/**
 * Documents in memory that show every commit the moment it is made, with the one who made it, before anybody else runs;
 * and that die at the transaction that they are told.
 */
export class WatchedDocuments<By> extends MemoryDocuments {
  readonly #onCommit: (by: By, changes: readonly Change[]) => void;
  readonly #authors: By[] = [];
  #changes: Change[] = [];

  constructor(onCommit: (by: By, changes: readonly Change[]) => void) {
    super();
    this.#onCommit = onCommit;
  }

  /** Transactions by one author, who dies at one of them if told to. */
  by(author: By, crash: Crash | undefined) {
    const number = this.#authors.push(author) - 1;
    let transactions = 0;
    return async <T>(body: (transaction: DocumentTransaction) => Promise<T>): Promise<T> => {
      transactions += 1;
      const dies = crash?.transaction === transactions ? crash.when : undefined;
      const result = await this.transact(async (transaction) => {
        const made = await body(transaction);
        if (dies === "before") throw new Died("before the commit");
        transaction.set(seal, { number });
        return made;
      });
      if (dies === "after") throw new Died("after the commit");
      return result;
    };
  }

  /** An edit in the console, a commit of its own. */
  editBy(author: By, path: string, fields: Fields): void {
    this.edit(path, fields);
    this.#seal(author);
  }

  override put(path: string, fields: Fields): void {
    const author = path === seal ? this.#authors[Number(fields.number)] : undefined;
    if (author !== undefined) {
      this.#seal(author);
      return;
    }
    const before = this.at(path);
    super.put(path, fields);
    this.#changes.push({ path, before, after: this.at(path) ?? {} });
  }

  #seal(author: By): void {
    const changes = this.#changes;
    this.#changes = [];
    this.#onCommit(author, changes);
  }
}
