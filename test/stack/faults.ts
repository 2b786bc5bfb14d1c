/** Misbehaviour ordered over the control API: the next `count` matching calls get it, oldest order first. */
interface Fault {
  readonly count: number;
}

/** The orders still open. */
export interface Faults<F extends Fault> {
  order(fault: F): void;
  /** Uses up one of the oldest matching order; undefined when the call should go well. */
  take(matches: (fault: F) => boolean): F | undefined;
  open(): readonly F[];
  clear(): void;
}

/** Keeps fault orders in memory; a stand-in that restarts behaves again. */
export function createFaults<F extends Fault>(): Faults<F> {
  let orders: { fault: F; left: number }[] = [];
  return {
    order: (fault) => {
      orders.push({ fault, left: fault.count });
    },
    take: (matches) => {
      const order = orders.find(({ fault }) => matches(fault));
      if (order) order.left -= 1;
      orders = orders.filter(({ left }) => left > 0);
      return order?.fault;
    },
    open: () => orders.map(({ fault, left }) => ({ ...fault, count: left })),
    clear: () => {
      orders = [];
    },
  };
}
