import type { ShardToRead } from "../domain/rollUp.ts";
import type { CountedMessage, CountedWipe } from "../domain/rollUpTally.ts";

/** Which part of a source: of one shard, from a time (its beginning if none) up to before another, in the order of that time. */
export interface CountedPart extends ShardToRead {
  readonly from?: Date;
  readonly until: Date;
}

/** One page: undefined for a document that can't be read. Where there may be more, from where on. */
export interface CountedPage<T> {
  readonly items: readonly (T | undefined)[];
  readonly next?: ShardToRead;
}

type Pages<T> = (part: CountedPart) => Promise<CountedPage<T>>;

/**
 * What a day is counted from, a page at a time: open wipes by when they were opened, ended ones by when they ended; likewise
 * reminders and notices, open ones by when they came due. In these orders nothing moves while it is counted.
 */
export interface Counted {
  readonly openWipes: Pages<CountedWipe>;
  readonly endedWipes: Pages<CountedWipe>;
  readonly dueReminders: Pages<CountedMessage>;
  readonly reminders: Pages<CountedMessage>;
  readonly dueNotices: Pages<CountedMessage>;
  readonly notices: Pages<CountedMessage>;
}
