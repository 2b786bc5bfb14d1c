import type { Card } from "../domain/holder.ts";

/** Records of one kind in a transaction: all reads come before the first `keep`. */
export interface Shelf<T> {
  read(id: string): Promise<T | undefined>;
  /** Writes what differs from what was read; creates it when nothing was read under that id. */
  keep(record: T): void;
}

/** The cards, which lead to people. */
export interface CardShelf extends Shelf<Card> {
  of(holderId: string): Promise<readonly Card[]>;
  /** The cards of a person who was known under this id before. */
  knowing(earlierId: string): Promise<readonly Card[]>;
}
