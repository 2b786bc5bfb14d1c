import type { ClearanceView } from "./clearanceView.ts";
import { type Polling, type PollingPorts, startPolling } from "./polling.ts";

/** After these nothing about the clearance changes by itself. */
const settled: ReadonlySet<string> = new Set(["clear", "unknown"]);

/** What following a clearance needs: a look at it, and what to do when its time is over. */
interface FollowingPorts extends PollingPorts {
  readonly onEnd: () => void;
}

/** Keeps looking at a clearance until nothing changes any more, and tells when its time is over. */
export function follow(view: ClearanceView, { look, later, onEnd }: FollowingPorts): Polling {
  // By the service's clock alone: a tablet's may be wrong.
  const callOffEnd = later(Date.parse(view.expiresAt) - Date.parse(view.asOf), onEnd);
  const polling = settled.has(view.verdict) ? undefined : startPolling({ look, later });
  return {
    show: (isVisible) => polling?.show(isVisible),
    stop: () => {
      callOffEnd();
      polling?.stop();
    },
  };
}

/** Whether there is anything left to wait for. */
export function isSettled({ verdict }: ClearanceView): boolean {
  return settled.has(verdict);
}
