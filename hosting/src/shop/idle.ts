import type { Later } from "./polling.ts";

/** A tablet that nobody touched for this long belongs to nobody, milliseconds. */
const idleAfter = 15 * 60_000;

/** Watches over a tablet: `touch` says that somebody is there, `check` that a moment has come to look at the clock. */
interface IdleWatch {
  touch(): void;
  check(): void;
}

/** What a watch needs: a clock in milliseconds, a timer, and what to do when nobody was there for too long. */
interface IdlePorts {
  readonly now: () => number;
  readonly later: Later;
  readonly onIdle: () => void;
}

/**
 * Calls `onIdle` each time nobody has touched the page for a quarter of an hour. It goes by the clock: a tablet that was asleep
 * fires no timer meanwhile, and its first touch afterwards may be a stranger's, so that comes too late to count.
 */
export function watchIdle({ now, later, onIdle }: IdlePorts): IdleWatch {
  let seenAt = now();
  let callOff = later(idleAfter, check);
  function check(): void {
    callOff();
    if (now() - seenAt >= idleAfter) {
      onIdle();
      seenAt = now();
    }
    callOff = later(seenAt + idleAfter - now(), check);
  }
  return {
    touch: () => {
      if (now() - seenAt >= idleAfter) check();
      else seenAt = now();
    },
    check,
  };
}
