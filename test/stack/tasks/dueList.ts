/** Something that waits for its time, in milliseconds since the epoch. */
interface Due {
  readonly dueAt: number;
}

/** Waiting tasks in the order of their time; equals keep the order in which they came. */
export class DueList<T extends Due> {
  readonly #items: T[] = [];

  get first(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    this.#items.splice(this.#placeAfter(item.dueAt), 0, item);
  }

  /** Takes the first one out. */
  shift(): T | undefined {
    return this.#items.shift();
  }

  /** Does nothing when it isn't waiting, as a running task isn't. */
  remove(item: T): void {
    const at = this.#items.indexOf(item);
    if (at >= 0) this.#items.splice(at, 1);
  }

  /** Binary search: a mass event queues tens of thousands of tasks. */
  #placeAfter(dueAt: number): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = this.#items[middle];
      if (item && item.dueAt <= dueAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
