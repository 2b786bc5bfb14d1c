import type { Later } from "../../../hosting/src/shop/polling.ts";

/** Timers that fire when a test lets time pass, in milliseconds. */
export function timers() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  const later: Later = (delay, run) => {
    const timer = { at: now + delay, run };
    waiting.push(timer);
    return () => {
      waiting = waiting.filter((one) => one !== timer);
    };
  };
  const pass = (time: number) => {
    const until = now + time;
    for (;;) {
      const [next] = waiting.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      waiting = waiting.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = until;
  };
  /** Time goes by and no timer fires, as on a tablet that is asleep. */
  const sleep = (time: number) => {
    now += time;
  };
  return { later, pass, sleep, now: () => now };
}
