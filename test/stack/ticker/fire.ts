import type { ScheduledFunction } from "./scheduledFunctions.ts";

/** Where to fire, and what ends the waiting for an answer. */
interface FireTarget {
  readonly emulator: string;
  readonly project: string;
  readonly signal: AbortSignal;
}

/**
 * How long an answer is waited for, milliseconds: the emulator gives none for a process that was killed, and a sweep that
 * is waited for forever is the last one.
 */
const longestRun = 60_000;

/**
 * Calls one scheduled function as Cloud Scheduler does and returns a complaint unless it succeeded. The emulator
 * refuses the function's plain name: it counts how often it has loaded the functions, and appends that count.
 */
export async function fire(job: ScheduledFunction, target: FireTarget): Promise<string | undefined> {
  const url = `${target.emulator}/${target.project}/${job.region}/${job.name}-0`;
  const headers = {
    "X-CloudScheduler": "true",
    "X-CloudScheduler-JobName": `firebase-schedule-${job.name}-${job.region}`,
    "X-CloudScheduler-ScheduleTime": new Date().toISOString(),
  };
  try {
    const signal = AbortSignal.any([target.signal, AbortSignal.timeout(longestRun)]);
    const response = await fetch(url, { method: "POST", headers, signal });
    return response.ok ? undefined : `${job.name} answered ${response.status}`;
  } catch (problem) {
    return `${job.name} did not answer: ${problem instanceof Error ? problem.message : String(problem)}`;
  }
}
