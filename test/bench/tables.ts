import { quantile } from "../chaos/figures.ts";
import type { CountedStep } from "./countDocuments.ts";
import type { CountedRemind } from "./countRemind.ts";
import type { CountedRollUp } from "./countRollUp.ts";
import type { CountedSweep } from "./countSweep.ts";
import type { Latencies, Latency } from "./measureLatency.ts";
import type { AnswerTimes } from "./measureRevocation.ts";
import { total } from "./tally.ts";

/**
 * Reads and writes per step and kind of document; the last step comes after the end and isn't in the sum. Then what telling
 * the holder of it costs beside that, likewise.
 */
export function documentsTable(
  runs: readonly (readonly CountedStep[])[],
  notices: readonly CountedStep[],
): string {
  const steps = runs[0] ?? [];
  const counted = steps.slice(0, -1);
  const median = (of: "reads" | "writes") =>
    quantile(
      runs.map((run) => sum(of, run.slice(0, -1))),
      0.5,
    );
  const last = steps.at(-1);
  return [
    ...documentsHead,
    ...counted.map(row),
    `| **revocation to confirmation** | **${median("reads")}** | aim: at most 10 | **${median("writes")}** | aim: at most 12 |`,
    ...(last ? [row(last)] : []),
    ...summedUp("notices, for one wipe", notices),
  ].join("\n");
}

/** What the live view costs for one wipe, beside the wipe itself; the last step is a repeat and isn't in the sum. */
export function viewTable(steps: readonly CountedStep[]): string {
  return [...documentsHead, ...summedUp("live view, for one wipe", steps)].join("\n");
}

/** Steps and their sum, and after it the last one, which is a repeat. */
function summedUp(name: string, steps: readonly CountedStep[]): readonly string[] {
  const counted = steps.slice(0, -1);
  const [reads, writes] = [sum("reads", counted), sum("writes", counted)];
  return [
    ...counted.map(row),
    `| **${name}** | **${reads}** | | **${writes}** | |`,
    ...steps.slice(-1).map(row),
  ];
}

const documentsHead = ["| step | reads | of what | writes | of what |", "|---|---|---|---|---|"];

function row({ step, counts: { reads, writes } }: CountedStep): string {
  return `| ${step} | ${total(reads)} | ${toWords(reads)} | ${total(writes)} | ${toWords(writes)} |`;
}

function sum(of: "reads" | "writes", steps: readonly CountedStep[]): number {
  return steps.reduce((all, { counts }) => all + total(counts[of]), 0);
}

/** Median and 95th percentile of both ways, and their ratios; from the answer, and from the commit before it. */
export function latencyTable({ ours, floor }: Latencies): string {
  const from = (start: keyof Latency, name: string) =>
    comparison(
      name,
      ours.map((sample) => sample[start]),
      floor.map((sample) => sample[start]),
    );
  return [
    `| until FCM accepted, ${ours.length} samples each | median | p95 | longest |`,
    "|---|---|---|---|",
    ...from("fromAnswer", "from the answer"),
    ...from("fromCommit", "from the commit"),
  ].join("\n");
}

function comparison(name: string, ours: readonly number[], floor: readonly number[]): string[] {
  const at = (values: readonly number[], share: number) => quantile(values, share) ?? Number.NaN;
  const row = (what: string, values: readonly number[]) =>
    `| ${name}: ${what} | ${at(values, 0.5)} ms | ${at(values, 0.95)} ms | ${at(values, 1)} ms |`;
  const ratio = (share: number) => (at(ours, share) / at(floor, share)).toFixed(2);
  return [
    row("revocation", ours),
    row("bare trigger", floor),
    `| **${name}: ratio** | **${ratio(0.5)}** | **${ratio(0.95)}** (aim: at most 2) | ${ratio(1)} |`,
  ];
}

/** Median and 95th percentile of a card-signed revocation's answer and of a bare write's, their ratios and what lies between. */
export function revocationTable({ ours, floor }: AnswerTimes): string {
  const shares = [0.5, 0.95, 1] as const;
  const at = (values: readonly number[], share: number) => quantile(values, share) ?? Number.NaN;
  const row = (what: string, cell: (share: number) => string) =>
    `| ${what} | ${shares.map(cell).join(" | ")} |`;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    `| until the answer, ${ours.length} samples each | median | p95 | longest |`,
    "|---|---|---|---|",
    row("revocation signed by card", (share) => ms(at(ours, share))),
    row("bare write", (share) => ms(at(floor, share))),
    row("**ratio**", (share) => `**${(at(ours, share) / at(floor, share)).toFixed(2)}**`),
    row("difference", (share) => ms(at(ours, share) - at(floor, share))),
  ].join("\n");
}

/** One line per size of the database. */
export function sweepTable(sweeps: readonly CountedSweep[]): string {
  return [
    "| open wipes | overdue | reads to find them | per overdue wipe (aim: at most 1.2) | reads of their attempts | writes of their attempts | reads when none is overdue |",
    "|---|---|---|---|---|---|---|",
    ...sweeps.map(({ open, overdue, queryReads, attemptReads, attemptWrites, idleReads }) =>
      [
        "",
        open.toLocaleString("en"),
        overdue,
        queryReads,
        `**${(queryReads / overdue).toFixed(2)}**`,
        `${attemptReads} (${(attemptReads / overdue).toFixed(2)} each)`,
        `${attemptWrites} (${(attemptWrites / overdue).toFixed(2)} each)`,
        idleReads,
        "",
      ]
        .join(" | ")
        .trim(),
    ),
  ].join("\n");
}

/** One line per size of the database and of the day. */
export function rollUpTable(runs: readonly CountedRollUp[]): string {
  return [
    "| wipes and reminders of other days | open wipes | ended that day | messages that day | reads | per thing counted | writes | reads once it is finished | heap before and after | resident |",
    "|---|---|---|---|---|---|---|---|---|---|",
    ...runs.map(({ older, open, ended, messages, reads, writes, idleReads, memory }) =>
      [
        `| ${older.toLocaleString("en")} each`,
        ...[open, ended, messages, reads].map((count) => count.toLocaleString("en")),
        `**${(reads / (open + ended + messages)).toFixed(2)}**`,
        writes,
        idleReads,
        memory.map(({ heap }) => megabytes(heap)).join(", "),
        `${memory.map(({ resident }) => megabytes(resident)).join(", ")} |`,
      ].join(" | "),
    ),
  ].join("\n");
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** One line per size of the database. */
export function remindTable(runs: readonly CountedRemind[]): string {
  return [
    "| open wipes | due | reads to find them | per due wipe (aim: at most 1.2) | reads per reminder made and sent | writes per reminder | reads when none is due | heap before and after | resident |",
    "|---|---|---|---|---|---|---|---|---|",
    ...runs.map(({ open, due, queryReads, reminderReads, reminderWrites, idleReads, memory }) =>
      [
        `| ${open.toLocaleString("en")}`,
        due,
        queryReads,
        `**${(queryReads / due).toFixed(2)}**`,
        (reminderReads / due).toFixed(2),
        (reminderWrites / due).toFixed(2),
        idleReads,
        memory.map(({ heap }) => megabytes(heap)).join(", "),
        `${memory.map(({ resident }) => megabytes(resident)).join(", ")} |`,
      ].join(" | "),
    ),
  ].join("\n");
}

function toWords(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`)).join(", ") || "–";
}
