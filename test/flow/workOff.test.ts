import { beforeEach, describe, expect, test } from "vitest";
import type { DueWork } from "../../functions/src/flow/ports.ts";
import { type Backlog, workOff } from "../../functions/src/flow/workOff.ts";
import { start } from "../doubles/samples.ts";

/** What is due, by shard, in pages of two. What was done is taken out; what failed stays. */
class Desk implements DueWork {
  readonly shards = new Map<number, string[]>();

  async *pages(shard: number) {
    const ids = [...(this.shards.get(shard) ?? [])];
    for (let from = 0; from < ids.length; from += 2) yield ids.slice(from, from + 2);
  }

  async count(shard: number) {
    return this.shards.get(shard)?.length ?? 0;
  }

  done(id: string): boolean {
    for (const [shard, ids] of this.shards)
      this.shards.set(
        shard,
        ids.filter((one) => one !== id),
      );
    return true;
  }
}

let desk: Desk;
let logged: unknown[];
let now: number;
beforeEach(() => {
  desk = new Desk();
  logged = [];
  now = start.getTime();
});

function run(work: Backlog["work"], { atOnce = 1, budget = 1000 } = {}): Promise<number> {
  const codes = { failed: "work_failed", left: "work_left" };
  const log = (code: string, fields?: object) => logged.push({ code, ...fields });
  return workOff({ due: desk, work, atOnce, budget, codes }, { clock: () => new Date(now), log });
}

test("everything that is due is done, of every shard and page, and nothing is said", async () => {
  desk.shards.set(0, ["a", "b", "c", "d", "e"]).set(15, ["z"]);
  expect(await run(async (id) => desk.done(id))).toBe(6);
  expect([...desk.shards.values()].flat()).toEqual([]);
  expect(logged).toEqual([]);
});

test("what turned out not to be due isn't counted", async () => {
  desk.shards.set(0, ["a", "b"]);
  expect(await run(async (id) => id === "a")).toBe(1);
});

test("whole pages that fail are passed, and said by cause with how much is left, without a message", async () => {
  desk.shards.set(0, ["bad-1", "bad-2", "bad-3", "good-1"]).set(4, ["bad-4", "good-2"]);
  const done = await run(async (id) => {
    if (id === "bad-4") throw Object.assign(new Error(id), { name: "FirebaseError", code: 14 });
    if (id.startsWith("bad")) throw new TypeError(`no such ${id}`);
    return desk.done(id);
  });
  expect(done).toBe(2);
  expect(logged).toEqual([
    { code: "work_failed", failed: 4, causes: "TypeError x3, FirebaseError:14 x1" },
    { code: "work_left", left: 4 },
  ]);
});

describe("when the time is over", () => {
  test("nothing more is begun, what is left is said, and the next run begins with it", async () => {
    desk.shards.set(2, ["a", "b", "c", "d", "e"]);
    const slow = async (id: string) => {
      now += 400;
      return desk.done(id);
    };
    expect(await run(slow)).toBe(3);
    expect(logged).toEqual([{ code: "work_left", left: 2 }]);
    expect(await run(slow)).toBe(2);
    expect(logged).toHaveLength(1);
  });

  test("what is under way is waited for", async () => {
    desk.shards.set(2, ["a", "b", "c"]);
    const ended: string[] = [];
    const done = await run(
      async (id) => {
        now += 2000;
        await new Promise(setImmediate);
        ended.push(id);
        return desk.done(id);
      },
      { atOnce: 2 },
    );
    expect([done, ended]).toEqual([2, ["a", "b"]]);
  });
});

test("as many of a shard are worked on at once as was said, and shards don't wait for each other", async () => {
  desk.shards.set(0, ["a", "b", "c"]).set(1, ["d"]);
  let [running, most] = [0, 0];
  await run(
    async (id) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return desk.done(id);
    },
    { atOnce: 2 },
  );
  expect(most).toBe(3);
});

test("a shard that can't be read fails the run, but only once the others are done", async () => {
  desk.shards.set(0, ["a"]).set(3, ["b"]);
  const { pages } = desk;
  desk.pages = (shard) => {
    if (shard === 0) throw new Error("no index");
    return pages.call(desk, shard);
  };
  await expect(run(async (id) => desk.done(id))).rejects.toThrow("no index");
  expect(desk.shards.get(3)).toEqual([]);
});
