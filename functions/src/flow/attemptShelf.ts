import type { Attempt } from "../domain/wipe.ts";

/** Attempts that are filed under their wipe: all but the last one, which is noted on it. */
export interface AttemptShelf {
  isFiled(attempt: Pick<Attempt, "wipeId" | "number">): Promise<boolean>;
  keep(attempt: Attempt): void;
}
