import type { Clock, DueWork, Log } from "./ports.ts";
import { workOff } from "./workOff.ts";

interface Ports {
  readonly overdueWipes: DueWork;
  readonly attempt: (wipeId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds: the next sweep is five minutes after this one, and the last attempt may take as long as a send can. */
const budget = 4 * 60_000;
const codes = { failed: "sweep_attempts_failed", left: "sweep_left" } as const;

/**
 * Re-drives every open wipe whose next step is overdue: the guarantee behind triggers and tasks, which may be lost. The
 * wipes of a shard go one after the other, so a slow or failing one keeps few others waiting, and none for good: it is
 * overdue still, and taken up by the next sweep. Answers how many were driven.
 */
export function sweepWipes({ overdueWipes, attempt, clock, log }: Ports): Promise<number> {
  const work = async (wipeId: string) => {
    await attempt(wipeId);
    return true;
  };
  return workOff({ due: overdueWipes, work, atOnce: 1, budget, codes }, { clock, log });
}
