import { setTimeout as pause } from "node:timers/promises";

const firstWait = 1000;
const longestWait = 15_000;

/**
 * Does something again until it succeeds, as a person would whose answer was lost; throws the last failure after
 * `seconds`. A killed functions process leaves locks behind that turn everybody away for up to a minute.
 */
export async function insistently<T>(work: () => Promise<T>, seconds = 150): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
    try {
      return await work();
    } catch (problem) {
      if (Date.now() > deadline) throw problem;
      await pause(wait);
    }
  }
}
