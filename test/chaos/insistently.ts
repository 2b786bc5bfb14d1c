import { setTimeout as pause } from "node:timers/promises";

const firstWait = 1000;
const longestWait = 15_000;
const longestTry = 40_000;

/**
 * Does something again until it succeeds, as a person would whose answer was lost; throws the last failure after
 * `seconds`. A killed functions process leaves locks behind that turn everybody away for up to a minute, and the emulators
 * never answer some of the calls that it had taken.
 */
export async function insistently<T>(work: () => Promise<T>, seconds = 180): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
    try {
      return await Promise.race([work(), giveUp()]);
    } catch (problem) {
      if (Date.now() > deadline) throw problem;
      await pause(wait);
    }
  }
}

async function giveUp(): Promise<never> {
  await pause(longestTry, undefined, { ref: false });
  throw new Error(`no answer within ${longestTry / 1000} s`);
}
