/** The fields of a stored document, as Firestore has them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Marks a field that is to be taken out of a document. */
export const removed = Symbol("removed");

/** What a field is to be when it is a list that has to have an item in it. */
export class Containing {
  readonly item: unknown;

  constructor(item: unknown) {
    this.item = item;
  }
}

/** Marks what a field is to be one of. */
export class OneOf {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

/** The little of a document database that the records need: what Firestore and the in-memory store both are. */
export interface DocumentTransaction {
  get(path: string): Promise<Fields | undefined>;
  /** The documents of a collection in which every one of these fields has this value, contains it (`Containing`) or is one of them (`OneOf`). */
  find(collection: string, where: Fields): Promise<readonly { path: string; fields: Fields }[]>;
  /** Fails the transaction when the document is there. */
  create(path: string, fields: Fields): void;
  /** Writes the document whether it is there or not. */
  set(path: string, fields: Fields): void;
  /** Fails the transaction when the document isn't there; a field set to `removed` is taken out. */
  update(path: string, fields: Fields): void;
}

/** A document database: runs a body as one transaction, again when what it read has changed meanwhile. */
export interface Documents {
  transact<T>(body: (transaction: DocumentTransaction) => Promise<T>): Promise<T>;
  /** Runs a body that writes nothing, on one moment's state and without locks. */
  read<T>(body: (transaction: DocumentTransaction) => Promise<T>): Promise<T>;
  /** One document as it is now, with the mark of that state. */
  get(path: string): Promise<{ fields: Fields; version: string } | undefined>;
  /** Updates a document as a transaction does, if it is still at that version; false, and nothing written, if not. */
  updateIf(path: string, version: string, changes: Fields): Promise<boolean>;
}
