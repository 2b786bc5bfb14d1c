/** One thing that went wrong, and the request it goes back to. */
export interface Failure {
  readonly name: string;
  readonly number: number | undefined;
  readonly what: readonly string[];
  readonly oddities?: readonly string[];
}

/** What was sent and what came back. */
export class Tally {
  readonly failures: Failure[] = [];
  readonly statuses = new Map<string, Map<string, number>>();
  sent = 0;

  count(name: string, status: number | undefined): void {
    const counts = this.statuses.get(name) ?? new Map<string, number>();
    const key = String(status ?? "no answer");
    counts.set(key, (counts.get(key) ?? 0) + 1);
    this.statuses.set(name, counts);
    this.sent += 1;
  }

  fail(failure: Failure): void {
    this.failures.push(failure);
  }
}

/** How many requests there were, by endpoint and status, one line each. */
export function figuresOf({ statuses, sent }: Pick<Tally, "statuses" | "sent">): string[] {
  const lines = [...statuses].map(([name, counts]) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const each = [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([status, count]) => `${status} × ${count}`);
    return `${name}: ${total} requests, ${each.join(", ")}`;
  });
  return [`${sent} requests`, ...lines];
}
