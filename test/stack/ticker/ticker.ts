import type { Narrate, RunningStandIn } from "../standIn.ts";
import { fire } from "./fire.ts";
import { type ScheduledFunction, scheduledFunctions } from "./scheduledFunctions.ts";

/** Which emulator to tick, and how often; the functions' own schedules are too slow to watch. */
interface TickerOptions {
  readonly emulator: string;
  readonly project: string;
  readonly everySeconds: number;
}

/** Fires every scheduled function of the emulator again and again, as Cloud Scheduler would. */
export async function startTicker(options: TickerOptions, narrate: Narrate): Promise<RunningStandIn> {
  const jobs = await scheduledFunctions(options.emulator);
  const ending = new AbortController();
  const running = new Set<string>();
  const tick = () => {
    // Cloud Scheduler doesn't start a job that is still running.
    for (const job of jobs.filter(({ name }) => !running.has(name))) void run(job);
  };
  const run = async (job: ScheduledFunction) => {
    running.add(job.name);
    const complaint = await fire(job, { ...options, signal: ending.signal });
    if (complaint && !ending.signal.aborted) narrate(complaint);
    running.delete(job.name);
  };
  const names = jobs.map(({ name }) => name).join(", ");
  narrate(
    jobs.length > 0
      ? `fires ${names} every ${options.everySeconds} s`
      : "finds no scheduled function to fire",
  );
  const timer = setInterval(tick, options.everySeconds * 1000);
  const stop = async () => {
    clearInterval(timer);
    ending.abort();
  };
  return { ready: { jobs: jobs.map(({ name }) => name) }, stop };
}
