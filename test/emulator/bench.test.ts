import { expect, test } from "vitest";
import { countDocuments } from "../bench/countDocuments.ts";
import { countRemind } from "../bench/countRemind.ts";
import { countSweep } from "../bench/countSweep.ts";
import { countView } from "../bench/countView.ts";
import { total } from "../bench/tally.ts";

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
  // Made: wipe, device, two certificates, the person's cards, budget, reminder. Sent: the same but for the budget. Ended: the
  // reminder.
  expect(many.reminderReads).toBe(20 * 16);
  // The wipe and the budget once; the reminder as it is made, tried and sent.
  expect(many.reminderWrites).toBe(20 * 5);
});
