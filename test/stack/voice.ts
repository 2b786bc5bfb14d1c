/** Says who did what, with the seconds since the start in front. */
export type Say = (who: string, what: string) => void;

/** Longest silence, in seconds, while something is being waited for. */
const longestSilence = 4;

/** The narration of one run, and a heartbeat for whatever takes long. */
export interface Voice {
  readonly say: Say;
  /** Waits for something and says so whenever nothing else was said for a while. */
  waitFor<Value>(what: string, value: Promise<Value>): Promise<Value>;
}

/** A voice that counts its seconds from now and prints through `print`. */
export function createVoice(print: (line: string) => unknown): Voice {
  const startedAt = performance.now();
  let saidAt = startedAt;
  const say: Say = (who, what) => {
    saidAt = performance.now();
    const seconds = ((saidAt - startedAt) / 1000).toFixed(1);
    print(`${`${seconds}s`.padStart(7)}  ${who.padEnd(11)} ${what}`);
  };
  const waitFor = async <Value>(what: string, value: Promise<Value>): Promise<Value> => {
    const since = performance.now();
    const heartbeat = setInterval(() => {
      const now = performance.now();
      if (now - saidAt >= longestSilence * 1000)
        say("…", `${what}, ${Math.round((now - since) / 1000)} s so far`);
    }, 500);
    return value.finally(() => clearInterval(heartbeat));
  };
  return { say, waitFor };
}
