import { quantile } from "../chaos/figures.ts";
import { day } from "./phone.ts";
import type { Simulated } from "./simulate.ts";

/** After how many days the shares are told. */
export const milestones = [1, 2, 7, 30, 90, 365] as const;

/** What a policy reached, and what it took. */
export interface PolicyFigures {
  readonly name: string;
  /** Share erased by each milestone. */
  readonly shares: readonly number[];
  readonly pushes: number;
  readonly reminders: number;
  readonly remindersP95: number;
  readonly messages: number;
  readonly messagesP95: number;
}

/** Sums a simulated year up; means are per holder. */
export function figuresOf({ policy, endings }: Simulated): PolicyFigures {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [pushes, reminders] = [endings.map((one) => one.pushes), endings.map((one) => one.reminders)];
  const messages = endings.map((one) => one.pushes + one.reminders);
  return {
    name: policy.name,
    shares: milestones.map((days) => shareBy({ policy, endings }, days)),
    pushes: mean(pushes),
    reminders: mean(reminders),
    remindersP95: quantile(reminders, 0.95) ?? 0,
    messages: mean(messages),
    messagesP95: quantile(messages, 0.95) ?? 0,
  };
}

/** The share of all phones that is erased so many days after the revocation. */
export function shareBy({ endings }: Simulated, days: number): number {
  const erased = endings.filter(({ erasedAfter }) => erasedAfter !== undefined && erasedAfter <= days * day);
  return erased.length / endings.length;
}

/** One line per policy. */
export function figuresTable(figures: readonly PolicyFigures[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const head = ["policy", ...milestones.map((days) => `day ${days}`)];
  const counts = ["pushes, mean", "reminders, mean (p95)", "messages, mean (p95)"];
  return [
    `| ${[...head, ...counts].join(" | ")} |`,
    `|${"---|".repeat(head.length + counts.length)}`,
    ...figures.map((one) =>
      [
        `| ${one.name}`,
        ...one.shares.map(percent),
        one.pushes.toFixed(1),
        `${one.reminders.toFixed(2)} (${one.remindersP95})`,
        `${one.messages.toFixed(1)} (${one.messagesP95}) |`,
      ].join(" | "),
    ),
  ].join("\n");
}
