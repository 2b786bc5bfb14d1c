/** Queue limits: dispatches per second, and how many may be under way at once. */
export interface RateLimits {
  readonly perSecond: number;
  readonly concurrent: number;
}

/** A token bucket over milliseconds: a fifth of a second's worth may go out in one burst, as Cloud Tasks has it. */
export class DispatchRate {
  readonly #perMs: number;
  readonly burst: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.burst = Math.max(1, Math.ceil(perSecond / 5));
    this.#tokens = this.burst;
    this.#at = now;
  }

  /** Takes one dispatch, or says how many milliseconds to wait for the next one; 0 means taken. */
  take(now: number): number {
    const earned = Math.max(0, now - this.#at) * this.#perMs;
    this.#tokens = Math.min(this.burst, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return (1 - this.#tokens) / this.#perMs;
    this.#tokens -= 1;
    return 0;
  }
}
