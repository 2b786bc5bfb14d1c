import { expect, test } from "vitest";
import { afterRound, beginRollUp, summariseRollUp } from "../../functions/src/domain/rollUp.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const begun = beginRollUp("2026-11-21", start);
const done = { shards: [], counters: [] };

test("a day begins with the open wipes, at the beginning of every shard", () => {
  expect(begun).toMatchObject({ day: "2026-11-21", state: "counting", startedAt: start });
  expect(begun.progress).toMatchObject({ source: "openWipes", rounds: 0, tally: {} });
  expect(begun.progress?.shards.map(({ shard }) => shard)).toEqual(Array.from({ length: 16 }, (_, i) => i));
});

test("a round goes on where shards have more, and with the next source once none has", () => {
  const shards = [{ shard: 3, after: { at: start, id: "wipe-1" } }];
  const within = afterRound(begun, { shards, counters: ["openAge:day1"] }, start);
  expect(within.progress).toEqual({ source: "openWipes", shards, rounds: 1, tally: { "openAge:day1": 1 } });
  const next = afterRound(within, { shards: [], counters: ["openAge:day1"] }, start);
  expect(next.progress).toMatchObject({ source: "endedWipes", rounds: 2, tally: { "openAge:day1": 2 } });
  expect(next.progress?.shards).toHaveLength(16);
});

test("after the last source the day is finished, and no id is left in it", () => {
  const last = [done, done, done, done, done].reduce(
    (rollUp, round) => afterRound(rollUp, round, start),
    begun,
  );
  expect(last.progress?.source).toBe("notices");
  const finished = afterRound(last, { shards: [], counters: ["notices:due"] }, minutesLater(1));
  expect(finished).toMatchObject({ state: "finished", startedAt: start, finishedAt: minutesLater(1) });
  expect(finished.figures?.notices.stillDue).toBe(1);
  expect(finished).not.toHaveProperty("progress");
  expect(afterRound(finished, { shards: [], counters: ["notices:due"] }, minutesLater(2))).toBe(finished);
});

test("the summary says in a sentence how far the day is, and then what it came to", () => {
  expect(summariseRollUp(begun)).toBe("2026-11-21: being counted, at openWipes.");
  const counters = [
    ...["openAge:day1", "openAge:days31to90", "openAge:older", "end:confirmed", "end:cancelled", "time:1"],
    ...[
      "reminders:sent:notErased:push",
      "notices:sent:erased:push",
      "notices:sent:erased:push",
      "unreached:4",
    ],
  ];
  const rounds = [{ shards: [], counters }, done, done, done, done, done];
  const finished = rounds.reduce((rollUp, round) => afterRound(rollUp, round, start), begun);
  expect(summariseRollUp(finished)).toBe(
    "2026-11-21: 2 wipes ended, 1 of them proven (half within 5 minutes, 95 % within 5 minutes); " +
      "3 open, 2 of them for more than 30 days; " +
      "1 reminder and 2 notices sent, 1 holder reached by no channel.",
  );
});
