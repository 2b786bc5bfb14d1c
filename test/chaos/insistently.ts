import { setTimeout as pause } from "node:timers/promises";

const firstWait = 1000;
const longestWait = 15_000;

/**
 * Does something again until it succeeds, as a person would whose answer was lost; throws the last failure after
 * `seconds`. A killed functions process leaves locks behind that turn everybody away for up to a minute.
 */
export async function insistently<T>(work: () => Promise<T>, seconds = 180): Promise<T> {
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

const longestTry = 40_000;

/** Fails what isn't answered: the emulators never answer some of the calls that a killed process had taken. */
export async function answered<T>(call: Promise<T>): Promise<T> {
  return Promise.race([call, giveUp()]);
}

async function giveUp(): Promise<never> {
  await pause(longestTry, undefined, { ref: false });
  throw new Error(`no answer within ${longestTry / 1000} s`);
}
