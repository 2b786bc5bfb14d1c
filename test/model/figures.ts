/** What the histories came to, so that whoever reads the run sees that they weren't trivial. */
export class Figures {
  readonly #counts = new Map<string, Map<string, number>>();

  /** Counts one `what` of a group. */
  add(group: string, what: string, count = 1): void {
    const counts = this.#counts.get(group) ?? new Map<string, number>();
    counts.set(what, (counts.get(what) ?? 0) + count);
    this.#counts.set(group, counts);
  }

  of(group: string, what: string): number {
    return this.#counts.get(group)?.get(what) ?? 0;
  }

  /** Which of these moments no history ever came to. */
  missing(moments: Readonly<Record<string, readonly string[]>>): readonly string[] {
    return Object.entries(moments).flatMap(([group, names]) =>
      names.filter((name) => this.of(group, name) === 0).map((name) => `${group}: ${name}`),
    );
  }

  /** One line per group, the most frequent first. */
  lines(): readonly string[] {
    return [...this.#counts].map(([group, counts]) => {
      const sorted = [...counts].sort(([, a], [, b]) => b - a);
      return `${group}: ${sorted.map(([name, count]) => `${name} ${count}`).join(", ")}`;
    });
  }
}
