import type { Refusal } from "../domain/refusal.ts";
import { addCounts, type Counts, dayOf, totalOf } from "../domain/refusalCount.ts";
import type { Clock, Log, Transact } from "./ports.ts";

interface Ports {
  readonly transact: Transact<"refusalCounts">;
  /** Which deployed function this is. */
  readonly deployed: string;
  readonly clock: Clock;
  /** Waits until what was counted is to be written. */
  readonly pause: () => Promise<unknown>;
  readonly log: Log;
}

/** Counts one refusal, by the route or callable that refused; takes no time and never fails. */
export type CountRefusal = (route: string, refusal: Refusal) => void;

/**
 * Counts refusals in memory, and adds them up in one document per day and function after a pause, during which more may
 * come: however many are refused, an instance writes once per pause. The request doesn't wait for it. Best effort: what an
 * instance has counted since when it is ended is lost, and what couldn't be written is tried with the next.
 */
export function countRefusals({ transact, deployed, clock, pause, log }: Ports): CountRefusal {
  let waiting = new Map<string, Counts>();
  let isWriting = false;
  const count = (day: string, counts: Counts) => {
    waiting.set(day, addCounts(waiting.get(day) ?? {}, counts));
  };
  const write = async () => {
    await pause();
    const due = waiting;
    waiting = new Map();
    for (const [day, counts] of due)
      await transact((records) => add(records, { day, deployed, counts })).catch(() => {
        count(day, counts);
        log("refusals_not_counted");
      });
    isWriting = false;
  };
  return (route, refusal) => {
    count(dayOf(clock()), { [route]: { [refusal]: 1 } });
    if (isWriting) return;
    isWriting = true;
    void write();
  };
}

async function add(
  { refusalCounts }: Parameters<Parameters<Ports["transact"]>[0]>[0],
  { day, deployed, counts: more }: { day: string; deployed: string; counts: Counts },
): Promise<void> {
  const before = await refusalCounts.read({ day, deployed });
  const counts = addCounts(before?.counts ?? {}, more);
  refusalCounts.keep({ day, deployed, counts, total: totalOf(counts) });
}
