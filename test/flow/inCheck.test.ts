import { expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { asClerk, proving } from "../../functions/src/flow/inCheck.ts";
import type { Asked } from "../../functions/src/flow/refusalPorts.ts";
import { ann } from "../doubles/counterWorld.ts";
import { start } from "../doubles/samples.ts";

const asked = { clearanceId: "c".repeat(64), clerk: ann };
const full = refuse("rate_limited", "Later.");

/** What a clerk's act takes, with what it was charged and what was told of it; its limit is full where told. */
function atHand(isFull = false) {
  const [charged, told]: [unknown[], Asked[]] = [[], []];
  const ports = {
    limit: async (charge: unknown) => {
      charged.push(charge);
      return isFull ? full : undefined;
    },
    auditRefusal: async <T>(decision: T, refused: Asked) => {
      if (Object(decision).refused) told.push(refused);
      return decision;
    },
    readRegistry: async () => [],
    clock: () => start,
  };
  return { charged, told, ports };
}

test("what a clerk does counts against their limit, and is done at one time and by the registry", async () => {
  const { charged, told, ports } = atHand();
  expect(await asClerk(asked, ports, async (rules) => rules)).toEqual({ registry: [], now: start });
  expect(charged).toEqual([{ scope: "clearanceReadsPerClerk", subject: "clerk-ann" }]);
  expect(told).toEqual([]);
});

test("a proof counts apart, and its refusal is told as one of a proof", async () => {
  const { charged, told, ports } = atHand();
  await asClerk(asked, { ...ports, ...proving }, async () => refuse("clearance_not_clear", "No."));
  expect(charged).toEqual([{ scope: "proofsPerClerk", subject: "clerk-ann" }]);
  expect(told).toEqual([
    { act: "proofRefused", actor: "clerk", method: "staffSession", by: { staffId: "clerk-ann" } },
  ]);
});

test("with no room in the limit nothing is done, which is told", async () => {
  const { told, ports } = atHand(true);
  let isDone = false;
  const act = async () => {
    isDone = true;
    return "done";
  };
  expect(await asClerk(asked, ports, act)).toEqual(full);
  expect([isDone, told.map(({ act }) => act)]).toEqual([false, ["clearanceRefused"]]);
});
