import type { Score } from "../stack/playScenarios.ts";

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
  /** How often each endpoint did what it is there for. */
  readonly accepted = new Map<string, number>();
  sent = 0;

  count(name: string, status: number | undefined, isAccepted: boolean): void {
    this.accepted.set(name, (this.accepted.get(name) ?? 0) + (isAccepted ? 1 : 0));
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

/**
 * An endpoint that refused whatever came shows nothing of what is behind the refusals: the run has failed there, unless it is
 * known that nothing here can be accepted.
 */
export function neverAccepted(
  { accepted }: Pick<Tally, "accepted">,
  outOfReach: readonly string[] = [],
): Failure[] {
  return [...accepted].flatMap(([name, count]) =>
    count > 0 || outOfReach.includes(name)
      ? []
      : [{ name, number: undefined, what: ["none of its requests was accepted"] }],
  );
}

/** Counted by endpoint: how many requests there is time for is the machine's. One endpoint may have failed more than once. */
export function scoreOf({ accepted, failures }: Pick<Tally, "accepted" | "failures">): Score {
  const failing = new Set(failures.map(({ name }) => name));
  const passed = [...accepted.keys()].filter((name) => !failing.has(name)).length;
  return { passed, failed: failures.length };
}

/** How many requests there were and how many of them were accepted, by endpoint and status, one line each. */
export function figuresOf({
  statuses,
  accepted,
  sent,
}: Pick<Tally, "statuses" | "accepted" | "sent">): string[] {
  const lines = [...statuses].map(([name, counts]) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const each = [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([status, count]) => `${status} × ${count}`);
    return `${name}: ${total} requests, ${accepted.get(name) ?? 0} accepted, ${each.join(", ")}`;
  });
  return [`${sent} requests`, ...lines];
}
