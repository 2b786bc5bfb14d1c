import type { Documents, Fields } from "../../functions/src/store/documents.ts";
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

  /** What one author writes, who dies at one of these commits if told to. */
  by(author: By, crash: Crash | undefined): Pick<Documents, "transact" | "get" | "updateIf"> {
    const number = this.#authors.push(author) - 1;
    let commits = 0;
    const dieIfTold = (when: Crash["when"], commit: number) => {
      if (crash?.transaction === commit && crash.when === when) throw new Died(`${when} the commit`);
    };
    return {
      transact: async (body) => {
        commits += 1;
        const commit = commits;
        const result = await this.transact(async (transaction) => {
          const made = await body(transaction);
          dieIfTold("before", commit);
          transaction.set(seal, { number });
          return made;
        });
        dieIfTold("after", commit);
        return result;
      },
      get: (path) => this.get(path),
      updateIf: async (path, version, changes) => {
        commits += 1;
        const commit = commits;
        dieIfTold("before", commit);
        await Promise.resolve();
        const isWritten = this.putIf(path, version, changes);
        if (isWritten) this.#seal(author);
        dieIfTold("after", commit);
        return isWritten;
      },
    };
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

  protected override rolledBack(): void {
    this.#changes = [];
  }

  #seal(author: By): void {
    const changes = this.#changes;
    this.#changes = [];
    this.#onCommit(author, changes);
  }
}
