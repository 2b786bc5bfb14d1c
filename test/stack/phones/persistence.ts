/** How often and how fast a phone tries to send something. */
export interface Patience {
  /** Milliseconds before the second try; doubles from try to try. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** After so many tries in a row the phone waits for its next contact. */
  readonly tries: number;
}

export const patience: Patience = { firstWait: 500, longestWait: 15_000, tries: 30 };

/** Does something again and again, with growing waits, until it is done or `stop` is called. */
export class Persistence {
  readonly #work: () => Promise<boolean>;
  readonly #patience: Patience;
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #stopped = false;
  #tries = 0;

  /** `work` answers whether there is nothing left to do; what it throws counts as not done. */
  constructor(work: () => Promise<boolean>, given: Patience = patience) {
    this.#work = work;
    this.#patience = given;
  }

  /** Tries at once and with fresh patience, unless a try is under way: then that one is followed by another. */
  kick(): void {
    this.#tries = 0;
    clearTimeout(this.#timer);
    if (!this.#running && !this.#stopped) void this.#try();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #try(): Promise<void> {
    this.#running = true;
    this.#tries += 1;
    const isDone = await this.#work().catch(() => false);
    this.#running = false;
    const { firstWait, longestWait, tries } = this.#patience;
    if (this.#stopped || (isDone && this.#tries > 0) || this.#tries >= tries) return;
    const wait = this.#tries === 0 ? 0 : Math.min(longestWait, firstWait * 2 ** (this.#tries - 1));
    this.#timer = setTimeout(() => void this.#try(), wait);
  }
}
