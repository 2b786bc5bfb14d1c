import { expect, test } from "vitest";
import { DueList } from "./dueList.ts";

test("the soonest comes first, and equals keep the order in which they came", () => {
  const list = new DueList<{ dueAt: number; name: string }>();
  for (const name of ["30 a", "10 a", "20 a", "10 b", "30 b"])
    list.add({ dueAt: Number(name.slice(0, 2)), name });
  expect([1, 2, 3, 4, 5].map(() => list.shift()?.name)).toEqual(["10 a", "10 b", "20 a", "30 a", "30 b"]);
  expect(list.first).toBeUndefined();
});

test("removing takes out that one only, and nothing when it isn't waiting", () => {
  const list = new DueList<{ dueAt: number }>();
  const [one, twin, stranger] = [{ dueAt: 1 }, { dueAt: 1 }, { dueAt: 1 }];
  list.add(one);
  list.add(twin);
  list.remove(stranger);
  list.remove(one);
  expect(list.first).toBe(twin);
});
