/** How long until the next look at a clearance, milliseconds, after so many failures in a row: 2 s, up to half a minute. */
export function pollDelay(failures: number): number {
  return Math.min(30_000, 2000 * 2 ** failures);
}

/** Runs something later; what it returns calls it off. Milliseconds. */
export type Later = (delay: number, run: () => void) => () => void;

/** What polling needs of its surroundings. */
export interface PollingPorts {
  /** One look; true when it went well. The signal ends it when nobody wants to know any more. */
  readonly look: (until: AbortSignal) => Promise<boolean>;
  readonly later: Later;
}

/** Polling under way. */
export interface Polling {
  /** Whether anybody can see the page: hidden, it doesn't ask; seen again, it asks at once. */
  show(isVisible: boolean): void;
  stop(): void;
}

/** Looks again and again, one look at a time, and backs off while looks fail. */
export function startPolling({ look, later }: PollingPorts): Polling {
  const ended = new AbortController();
  let [failures, isVisible, isLooking] = [0, true, false];
  let callOff = plan();
  function plan(): () => void {
    return later(pollDelay(failures), run);
  }
  function run(): void {
    if (isLooking || ended.signal.aborted) return;
    isLooking = true;
    void look(ended.signal).then((went) => {
      failures = went ? 0 : failures + 1;
      isLooking = false;
      if (isVisible && !ended.signal.aborted) callOff = plan();
    });
  }
  return {
    show: (visible) => {
      if (visible === isVisible) return;
      isVisible = visible;
      callOff();
      if (visible) run();
    },
    stop: () => {
      callOff();
      ended.abort();
    },
  };
}
