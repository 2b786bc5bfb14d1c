import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countDocuments } from "../bench/countDocuments.ts";
import { countNotices } from "../bench/countNotices.ts";
import { countRemind } from "../bench/countRemind.ts";
import { countRollUp } from "../bench/countRollUp.ts";
import { countSweep } from "../bench/countSweep.ts";
import { countView } from "../bench/countView.ts";
import { documentsTable, viewTable } from "../bench/tables.ts";
import { total } from "../bench/tally.ts";
import { readBlock } from "../bench/writeBlock.ts";
import { root } from "../stack/root.ts";

const page = join(root, "docs/performance.md");

test("the bench counts every document from revocation to confirmation", async () => {
  const steps = await countDocuments();
  expect(steps.map(({ step }) => step)).toEqual([
    "revocation",
    "attempt",
    "acknowledgement",
    "task that comes after the end",
  ]);
  const [revocation, , , late] = steps;
  expect(revocation?.counts.writes.get("certificates")).toBe(2);
  expect(revocation?.counts.writes.get("wipes")).toBe(1);
  expect(total(late?.counts.writes ?? new Map())).toBe(0);
});

test("the bench counts what a live view costs, and a repeat writes nothing", async () => {
  const [opens, ends, again] = await countView();
  for (const step of [opens, ends]) expect(step?.counts.writes.get("holders/devices")).toBe(1);
  expect(total(again?.counts.writes ?? new Map())).toBe(0);
});

test("a sweep reads what is overdue and no more, however many wipes are open", async () => {
  const few = await countSweep(100, 10);
  const many = await countSweep(1000, 10);
  expect(few.driven).toBe(10);
  expect(many.queryReads).toBe(few.queryReads);
  // Sixteen shards are asked, ten of them have something due: the other six cost a read each.
  expect(few.queryReads).toBe(16);
});

test("the hourly job reads what is due to be reminded of and no more, however many wipes are open", async () => {
  const few = await countRemind(100, 20);
  const many = await countRemind(1000, 20);
  expect(many.queryReads).toBe(few.queryReads);
  // 20 wipes, and one read for each shard of devices and of holds and for reminders and notices that weren't sent.
  expect(few.queryReads).toBe(20 + 16 + 16 + 16 + 16);
  // Made: wipe, device, two certificates, holder, budget, reminder, and the person's cards, asked for twice. Sent: the same but for
  // cards and budget. Ended: the reminder.
  expect(many.reminderReads).toBe(20 * 16);
  // The wipe and the budget once; the reminder as it is made, tried and sent.
  expect(many.reminderWrites).toBe(20 * 5);
});

describe("docs/performance.md tells what is counted now", () => {
  const toBench = (name: string) => `npm run bench -- --only ${name} measures it anew`;

  test("from revocation to confirmation, and of telling the holder", async () => {
    const counted = documentsTable([await countDocuments()], await countNotices());
    expect(readBlock(page, "documents"), toBench("documents")).toBe(counted);
  });

  test("of the live view", async () => {
    expect(readBlock(page, "view"), toBench("view")).toBe(viewTable(await countView()));
  });

  test("of a sweep, per wipe", async () => {
    const { attemptReads, attemptWrites, idleReads } = await countSweep(100, 10);
    // A row has ten times as many that are overdue.
    const each = (documents: number) => `${documents * 10} (${perOne(documents, 10)} each)`;
    const figures = [each(attemptReads), each(attemptWrites), idleReads].join(" | ");
    for (const row of rowsOf("sweep")) expect(row, toBench("sweep")).toContain(`| ${figures} |`);
  });

  test("of the hourly job, per reminder", async () => {
    const { reminderReads, reminderWrites, idleReads } = await countRemind(20, 20);
    const figures = [perOne(reminderReads, 20), perOne(reminderWrites, 20), idleReads].join(" | ");
    for (const row of rowsOf("remind")) expect(row, toBench("remind")).toContain(`| ${figures} |`);
  });

  test("of counting a day", async () => {
    const day = { older: 200, open: 200, ended: 200, messages: 200 };
    const { reads, writes, idleReads } = await countRollUp(day);
    const [row = ""] = rowsOf("rollUp");
    expect(row, toBench("rollUp")).toMatch(
      new RegExp(`^\\| 200 each \\| 200 \\| 200 \\| 200 \\| ${reads} .* \\| ${writes} \\| ${idleReads} \\|`),
    );
  });
});

const perOne = (documents: number, count: number) => (documents / count).toFixed(2);

/** The lines of a table that aren't its head. */
function rowsOf(name: string): readonly string[] {
  const rows = readBlock(page, name).split("\n").slice(2);
  expect(rows.length).toBeGreaterThan(0);
  return rows;
}
