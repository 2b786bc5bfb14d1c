import { expect, test } from "vitest";
import { countRefusals } from "../../functions/src/flow/countRefusals.ts";
import { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import { memoryStore } from "../doubles/memoryStore.ts";

/** An instance of the function `api`, whose pauses end when the test says. */
function instance(documents: MemoryDocuments, now = () => new Date("2026-11-22T12:00:00.000Z")) {
  const pauses: (() => void)[] = [];
  const logged: string[] = [];
  const { transact } = memoryStore(documents);
  const state = { isAway: false };
  const count = countRefusals({
    transact: (body) => (state.isAway ? Promise.reject(new Error("the network is away")) : transact(body)),
    deployed: "api",
    clock: now,
    pause: () => new Promise<void>((resolve) => pauses.push(resolve)),
    log: (code) => logged.push(code),
  });
  /** Ends the pause, and waits for what is written then. */
  const settle = async () => {
    pauses.shift()?.();
    for (let turns = 0; turns < 50; turns += 1) await Promise.resolve();
  };
  return { count, settle, pauses, logged, state };
}

const sessions = "POST /v1/sessions";

test("refusals are added up in one document per day and function, with one write for as many as come in a pause", async () => {
  const documents = new MemoryDocuments();
  const { count, settle, pauses } = instance(documents);
  for (let i = 0; i < 1000; i += 1) count(sessions, "signature_invalid");
  count("no route", "route_unknown");
  expect(pauses).toHaveLength(1);
  expect(documents.writes).toBe(0);
  await settle();
  expect(documents.writes).toBe(1);
  expect(documents.all()).toEqual({
    "refusals/2026-11-22-api": {
      day: "2026-11-22",
      deployed: "api",
      counts: { [sessions]: { signature_invalid: 1000 }, "no route": { route_unknown: 1 } },
      total: 1001,
    },
  });
});

test("several instances, also at the same time, add to what the others counted", async () => {
  const documents = new MemoryDocuments();
  const [one, other] = [instance(documents), instance(documents)];
  one.count(sessions, "proof_expired");
  other.count(sessions, "proof_expired");
  other.count(sessions, "chain_untrusted");
  await Promise.all([one.settle(), other.settle()]);
  one.count(sessions, "proof_expired");
  await one.settle();
  expect(documents.at("refusals/2026-11-22-api")).toMatchObject({
    counts: { [sessions]: { proof_expired: 3, chain_untrusted: 1 } },
    total: 4,
  });
});

test("what couldn't be written is written with the next, and what comes meanwhile isn't lost", async () => {
  const documents = new MemoryDocuments();
  const { count, settle, logged, state } = instance(documents);
  count(sessions, "signature_invalid");
  state.isAway = true;
  await settle();
  expect(logged).toEqual(["refusals_not_counted"]);
  state.isAway = false;
  count(sessions, "signature_invalid");
  await settle();
  expect(documents.at("refusals/2026-11-22-api")).toMatchObject({ total: 2 });
});

test("each refusal is counted on its own day", async () => {
  const documents = new MemoryDocuments();
  let now = new Date("2026-11-22T23:59:59.000Z");
  const { count, settle } = instance(documents, () => now);
  count(sessions, "signature_invalid");
  now = new Date("2026-11-23T00:00:01.000Z");
  count(sessions, "signature_invalid");
  await settle();
  expect(documents.paths("refusals")).toEqual(["refusals/2026-11-22-api", "refusals/2026-11-23-api"]);
});
