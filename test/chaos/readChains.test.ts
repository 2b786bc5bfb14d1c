import { expect, test } from "vitest";
import { type List, readChains } from "./readChains.ts";

/** Gives the answers of each collection in turn, the last one again and again. */
function lister(answers: Readonly<Record<string, readonly (readonly object[])[]>>): List {
  const asked = new Map<string, number>();
  return async (collection, shape) => {
    const times = asked.get(collection) ?? 0;
    asked.set(collection, times + 1);
    const all = answers[collection] ?? [[]];
    return (all[Math.min(times, all.length - 1)] ?? []).map((one) => shape.parse(one));
  };
}

const holder = (sequence: number) => ({
  holderId: "holder-1",
  auditHead: { sequence, hash: `hash ${sequence}` },
});

test("heads that moved while the entries were read are read again, with the entries", async () => {
  const list = lister({ holders: [[holder(1)], [holder(2)], [holder(2)]] });
  const { holders } = await readChains(list);
  expect(holders).toEqual([holder(2)]);
});

test("an audit that never comes to rest is no audit to judge", async () => {
  const moving = Array.from({ length: 50 }, (_, sequence) => [holder(sequence)]);
  await expect(readChains(lister({ holders: moving }))).rejects.toThrow("never came to rest");
});
