import { createChatter } from "./chatter.ts";

/** Says who did what, with the seconds since the start in front. */
export type Say = (who: string, what: string) => void;

/** Longest silence, in seconds, while something is being waited for. */
const longestSilence = 4;

/** The narration of one run, and a heartbeat for whatever takes long. */
export interface Voice {
  readonly say: Say;
  /** For the talk of stand-ins and functions, where that is told apart. */
  readonly chatter?: Say;
  /** Waits for something and says so whenever nothing else was said for a while. */
  waitFor<Value>(what: string, value: Promise<Value>): Promise<Value>;
}

/** A voice for several stories at the same time. */
export interface Narrator extends Voice {
  /** Shortened, and left to the logs while stories are being kept. */
  readonly chatter: Say;
  /** A story of several side by side: what it says is kept, with its time, and told as a whole. */
  keepStory(): { readonly say: Say; tell(): void };
}

/** A voice that counts its seconds from now and prints through `print`. */
export function createVoice(print: (line: string) => unknown): Narrator {
  const startedAt = performance.now();
  let saidAt = startedAt;
  const lineOf: (...said: Parameters<Say>) => string = (who, what) => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    return `${`${seconds}s`.padStart(7)}  ${who.padEnd(11)} ${what}`;
  };
  const say: Say = (who, what) => {
    saidAt = performance.now();
    print(lineOf(who, what));
  };
  let stories = 0;
  const chatter = createChatter((who, what) => {
    if (stories === 0) say(who, what);
  });
  const keepStory = () => {
    const kept: string[] = [];
    stories += 1;
    const tell = () => {
      stories -= 1;
      saidAt = performance.now();
      for (const line of kept.splice(0)) print(line);
    };
    return { say: (...said: Parameters<Say>) => void kept.push(lineOf(...said)), tell };
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
  return { say, chatter, keepStory, waitFor };
}
