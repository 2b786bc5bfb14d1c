import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import { parseDuration, parseSchedule } from "./durations.ts";
import { params } from "./params.ts";
import { parsePercent } from "./settings.ts";

/** When attempts are made, from the params; throws, naming the param, for what can't be read. */
export function attemptSchedule(): AttemptSchedule {
  return {
    ...parseSchedule(params.attemptSchedule),
    deferral: parseDuration(params.attemptDeferral, { least: "PT1S" }),
    jitter: parsePercent(params.attemptJitter),
    // Half a quarter of an hour on either side would leave no time to send at all.
    quiet: parseDuration(params.attemptQuiet, { least: "PT0S", most: "PT7M" }),
    handOver: {
      gap: parseDuration(params.handOverGap, { least: leastGap() }),
      window: parseDuration(params.handOverWindow, { least: "PT0S" }),
    },
  };
}

/** Longer than the quiet minutes, and far from what FCM allows one phone. The emulator's time runs faster. */
function leastGap(): string {
  return process.env.FUNCTIONS_EMULATOR === "true" ? "PT1S" : "PT30M";
}

/** A send takes up to 82 s, and a second one beside it would be no repeat. The emulator's stand-in for FCM answers at once. */
export function leastLease(): string {
  return process.env.FUNCTIONS_EMULATOR === "true" ? "PT1S" : "PT83S";
}
