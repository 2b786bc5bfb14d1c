import { AlreadyKept } from "../../functions/src/flow/ports.ts";
import {
  Containing,
  type Documents,
  type DocumentTransaction,
  type Fields,
  OneOf,
  removed,
} from "../../functions/src/store/documents.ts";

interface Stored {
  readonly fields: Fields;
  readonly version: number;
}

type Write = (documents: Map<string, Stored>) => void;

/** A document database in memory that keeps Firestore's rules: reads before writes, and optimistic locks on what was read. */
export class MemoryDocuments implements Documents {
  readonly #documents = new Map<string, Stored>();
  /** The paths of each collection, in the order in which they were first written: histories look through them all the time. */
  readonly #paths = new Map<string, Set<string>>();
  /** What the writes of the commit that is under way took the place of. */
  #overwritten: (readonly [string, Stored | undefined])[] = [];
  #versions = 0;
  reads = 0;
  writes = 0;

  async transact<T>(body: (transaction: DocumentTransaction) => Promise<T>): Promise<T> {
    for (let tries = 0; tries < 5; tries += 1) {
      const transaction = new MemoryTransaction(this);
      const result = await body(transaction);
      if (this.#commit(transaction)) return result;
    }
    throw new Error("contention: the transaction was tried five times");
  }

  async read<T>(body: (transaction: DocumentTransaction) => Promise<T>): Promise<T> {
    const transaction = new MemoryTransaction(this);
    const result = await body(transaction);
    if (transaction.pending.length > 0) throw new Error("a read-only transaction wrote");
    return result;
  }

  async get(path: string): Promise<{ fields: Fields; version: string } | undefined> {
    // A real database answers later: others run meanwhile.
    await Promise.resolve();
    const stored = this.stored(path);
    return stored && { fields: copyOf(stored.fields), version: String(stored.version) };
  }

  async updateIf(path: string, version: string, changes: Fields): Promise<boolean> {
    await Promise.resolve();
    return this.putIf(path, version, changes);
  }

  /** What is stored under a path, for assertions. */
  at(path: string): Fields | undefined {
    return this.#documents.get(path)?.fields;
  }

  /** The version of what is stored under a path, as an event tells it. */
  versionAt(path: string): string {
    return String(this.#documents.get(path)?.version);
  }

  /** The paths of a collection's documents, for assertions. */
  paths(collection: string): string[] {
    return [...(this.#paths.get(collection) ?? [])];
  }

  /** Everything stored, to see that nothing changed. */
  all(): Record<string, Fields> {
    return Object.fromEntries([...this.#documents].map(([path, { fields }]) => [path, fields]));
  }

  /** An edit past every flow, as an admin makes one in the console. */
  edit(path: string, fields: Fields): void {
    this.put(path, { ...this.at(path), ...fields });
  }

  /** A deletion past every flow, likewise. */
  remove(path: string): void {
    this.#documents.delete(path);
    this.#paths.get(parentOf(path))?.delete(path);
  }

  stored(path: string): Stored | undefined {
    this.reads += 1;
    return this.#documents.get(path);
  }

  put(path: string, fields: Fields): void {
    this.#versions += 1;
    this.writes += 1;
    const before = this.#documents.get(path);
    this.#overwritten.push([path, before]);
    this.#documents.set(path, { fields: withoutRemoved(fields), version: this.#versions });
    if (!before) this.#list(path);
  }

  /** Called when a commit failed half-way and what it had written is gone again. */
  protected rolledBack(): void {}

  protected putIf(path: string, version: string, changes: Fields): boolean {
    if (this.versionAt(path) !== version) return false;
    this.put(path, { ...this.at(path), ...changes });
    return true;
  }

  #commit({ seen, pending }: MemoryTransaction): boolean {
    const isStale = [...seen].some(([path, version]) => this.#documents.get(path)?.version !== version);
    if (isStale) return false;
    this.#overwritten = [];
    try {
      for (const write of pending) write(this.#documents);
    } catch (error) {
      for (const [path, before] of this.#overwritten.toReversed()) this.#putBack(path, before);
      this.rolledBack();
      throw error;
    }
    return true;
  }

  #putBack(path: string, before: Stored | undefined): void {
    if (before) this.#documents.set(path, before);
    else this.remove(path);
  }

  #list(path: string): void {
    const collection = parentOf(path);
    const listed = this.#paths.get(collection) ?? new Set();
    this.#paths.set(collection, listed.add(path));
  }
}

class MemoryTransaction implements DocumentTransaction {
  readonly seen = new Map<string, number | undefined>();
  readonly pending: Write[] = [];
  readonly #database: MemoryDocuments;

  constructor(database: MemoryDocuments) {
    this.#database = database;
  }

  async get(path: string): Promise<Fields | undefined> {
    if (this.pending.length > 0)
      throw new Error("Firestore transactions require all reads before all writes");
    // A real database answers later: others run meanwhile.
    await Promise.resolve();
    const stored = this.#database.stored(path);
    // What was read first is what the body went by: a second reading of something newer has to make it run again.
    if (!this.seen.has(path)) this.seen.set(path, stored?.version);
    return stored && copyOf(stored.fields);
  }

  async find(collection: string, where: Fields): Promise<readonly { path: string; fields: Fields }[]> {
    const found = await Promise.all(
      this.#database.paths(collection).map(async (path) => ({ path, fields: (await this.get(path)) ?? {} })),
    );
    return found.filter(({ fields }) =>
      Object.entries(where).every(([name, value]) => {
        const stored = fields[name];
        if (value instanceof Containing) return Array.isArray(stored) && stored.includes(value.item);
        return value instanceof OneOf ? value.values.includes(stored) : stored === value;
      }),
    );
  }

  create(path: string, fields: Fields): void {
    this.pending.push((documents) => {
      if (documents.has(path)) throw new AlreadyKept();
      this.#database.put(path, fields);
    });
  }

  set(path: string, fields: Fields): void {
    this.pending.push(() => this.#database.put(path, fields));
  }

  update(path: string, fields: Fields): void {
    this.pending.push((documents) => {
      const before = documents.get(path);
      if (!before) throw new Error(`NOT_FOUND: ${path}`);
      this.#database.put(path, { ...before.fields, ...fields });
    });
  }
}

function withoutRemoved(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== removed));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A copy that shares nothing with what is stored, several times as fast as `structuredClone`, which takes what is left. */
function copyOf(fields: Fields): Fields {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) copy[name] = copied(value);
  return copy;
}

function copied(value: unknown): unknown {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return value.map(copied);
  return isPlain(value) ? copyOf(value) : structuredClone(value);
}

function isPlain(value: unknown): value is Fields {
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}
