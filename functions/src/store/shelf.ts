import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Shelf } from "../flow/ports.ts";
import { type DocumentTransaction, type Fields, removed } from "./documents.ts";

/** How records of one kind are stored: where, in which shape, and with which derived fields for whoever reads the console. */
export interface Kept<T> {
  path(record: T): string;
  readonly codec: z.ZodType<T, unknown>;
  readonly derive?: (record: T) => Fields;
}

/** A shelf that remembers what it read, so that keeping writes only what changed and leaves unknown fields alone. */
export class DocumentShelf<T> implements Shelf<T> {
  readonly #transaction: DocumentTransaction;
  readonly #kept: Kept<T>;
  readonly #collection: string;
  readonly #asRead = new Map<string, Fields>();

  constructor(transaction: DocumentTransaction, collection: string, kept: Kept<T>) {
    this.#transaction = transaction;
    this.#collection = collection;
    this.#kept = kept;
  }

  async read(id: string): Promise<T | undefined> {
    const path = `${this.#collection}/${id}`;
    const fields = await this.#transaction.get(path);
    return fields && this.#decode(path, fields);
  }

  async find(where: Fields): Promise<readonly T[]> {
    const found = await this.#transaction.find(this.#collection, where);
    return found.map(({ path, fields }) => this.#decode(path, fields));
  }

  keep(record: T): void {
    const path = `${this.#collection}/${this.#kept.path(record)}`;
    const fields = encode(this.#kept, record);
    const before = this.#asRead.get(path);
    this.#asRead.set(path, fields);
    const changes = differing(before ?? {}, fields);
    if (before === undefined) this.#transaction.create(path, fields);
    else if (Object.keys(changes).length > 0) this.#transaction.update(path, changes);
  }

  #decode(path: string, fields: Fields): T {
    const record = z.decode(this.#kept.codec, fields);
    this.#asRead.set(path, encode(this.#kept, record));
    return record;
  }
}

/** One shelf for each owner, kept for the transaction: a shelf remembers what it read. */
export function shelfOfEach<T>(
  make: (ownerId: string) => DocumentShelf<T>,
): (ownerId: string) => DocumentShelf<T> {
  const shelves = new Map<string, DocumentShelf<T>>();
  return (ownerId) => {
    const shelf = shelves.get(ownerId) ?? make(ownerId);
    shelves.set(ownerId, shelf);
    return shelf;
  };
}

/** What has to be written to turn one record into another: changed fields, and those to be taken out. */
export function changesBetween<T>(kept: Kept<T>, before: T, after: T): Fields {
  return differing(encode(kept, before), encode(kept, after));
}

function encode<T>({ codec, derive }: Kept<T>, record: T): Fields {
  return { ...Object(z.encode(codec, record)), ...derive?.(record) };
}

function differing(before: Fields, after: Fields): Fields {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, name in after ? after[name] : removed]));
}
