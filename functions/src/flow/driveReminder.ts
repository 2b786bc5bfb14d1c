import type { Clock, ScheduleTask } from "./ports.ts";

interface Ports {
  readonly scheduleReminder: ScheduleTask;
  readonly clock: Clock;
}

/**
 * Has a task come when a reminder is due, where its clock was moved by this change. What is due already is the hourly run's,
 * as is whatever no task comes for.
 */
export async function driveReminder(
  path: string,
  { before, after }: { before: Date | undefined; after: Date | undefined },
  { scheduleReminder, clock }: Ports,
): Promise<void> {
  if (after === undefined || after.getTime() === before?.getTime() || after <= clock()) return;
  await scheduleReminder(path, after);
}
