import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readStatement } from "../../../functions/src/proof/tsmProof.ts";
import { postJson } from "../phones/holder.ts";
import { startTsmBench, type TsmBench } from "./tsmFixture.ts";

let bench: TsmBench;
beforeEach(async () => {
  bench = await startTsmBench();
});
afterEach(() => bench.stop());

function outcomes(): string[][] {
  return bench.reports.map(({ results }) => results.map(({ outcome }) => outcome));
}

describe("a request that holds", () => {
  test("is taken, done, and reported with a signature that the service believes", async () => {
    expect(await bench.ask()).toBe(202);
    await expect.poll(outcomes).toEqual([["erased"]]);
    expect(bench.reports[0]?.commandId).toBe("wipe-1.1");
    expect(bench.element.thumbprintOf("signing")).toBeUndefined();
  });

  test("waits while the phone is offline", async () => {
    bench.phone.online = false;
    expect(await bench.ask()).toBe(202);
    expect(await bench.ask()).toBe(202);
    expect(bench.reports).toEqual([]);
    bench.phone.online = true;
    await expect.poll(outcomes, { timeout: 3000 }).toEqual([["erased"]]);
  });

  test("is reported again when it comes again, as the first time", async () => {
    await bench.ask();
    await expect.poll(outcomes).toHaveLength(1);
    await bench.ask();
    await expect.poll(outcomes).toEqual([["erased"], ["erased"]]);
  });

  test("is tried again when it comes again after a report of notNow", async () => {
    bench.element.mood = "busy";
    await bench.ask();
    await expect.poll(outcomes).toEqual([["notNow"]]);
    bench.element.mood = "fine";
    await bench.ask();
    await expect.poll(outcomes).toEqual([["notNow"], ["erased"]]);
  });

  test("is reported until the service has taken it", async () => {
    bench.answers.push(503);
    await bench.ask();
    await expect.poll(outcomes, { timeout: 3000 }).toEqual([["erased"]]);
  });
});

describe("nothing is taken or erased", () => {
  test.each([
    ["for another SEI-TSM", () => bench.ask({ audience: "https://other.example" })],
    ["that has expired", () => bench.ask({ now: new Date(Date.now() - 3_600_000) })],
  ])("on a request %s", async (_, ask) => {
    expect(await ask()).toBe(400);
    expect(bench.element.thumbprintOf("signing")).toBeDefined();
  });

  test("on a request that somebody else signed", async () => {
    const other = await startTsmBench();
    expect(await other.ask({ audience: bench.url, to: bench.url })).toBe(400);
    expect(await other.ask()).toBe(202);
    await other.stop();
  });
});

describe("on request it misbehaves", () => {
  test("and fails with a status, once", async () => {
    await bench.order({ kind: "fail", status: 503 });
    expect([await bench.ask(), await bench.ask()]).toEqual([503, 202]);
  });

  test("and forgets what it took, until it is asked again", async () => {
    await bench.order({ kind: "drop" });
    await bench.ask();
    expect(bench.element.thumbprintOf("signing")).toBeDefined();
    await bench.ask();
    await expect.poll(outcomes).toEqual([["erased"]]);
  });

  test("and reports twice", async () => {
    await bench.order({ kind: "duplicate" });
    await bench.ask();
    await expect.poll(outcomes).toEqual([["erased"], ["erased"]]);
  });
});

test("it vouches for certificates that are in the secure element, and for no others", async () => {
  const thumbprint = bench.element.thumbprintOf("signing") ?? "";
  const request = { secureElementId: bench.element.id, thumbprints: [thumbprint] };
  const { body } = await postJson(`${bench.url}/statements`, request);
  const policy = { ...bench.policy, now: new Date() };
  expect(await readStatement(Object(body).statement, [thumbprint], policy)).toBe(bench.element.id);
  const other = { ...request, thumbprints: ["x".repeat(43)] };
  expect((await postJson(`${bench.url}/statements`, other)).status).toBe(409);
});
