import { expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { inSession } from "../../functions/src/flow/inSession.ts";
import type { Asked } from "../../functions/src/flow/refusalPorts.ts";
import { start } from "../doubles/samples.ts";

const session = { holderId: "holder-1", signedInAt: start };
const told = { act: "listRefused", actor: "holder", method: "session", by: { holderId: "holder-1" } };
const life = 10 * 60_000;

/** What a holder's act takes some time after signing in, milliseconds, with what is noted of it in order. */
function atHand(since: number, isFull = false) {
  const [noted, refusals]: [unknown[], Asked[]] = [[], []];
  const ports = {
    ...({ scope: "listsPerSession", act: "listRefused", sessionLife: life } as const),
    limit: async (charge: unknown) => {
      noted.push(charge);
      return isFull ? refuse("rate_limited", "Later.") : undefined;
    },
    auditRefusal: async <T>(decision: T, asked: Asked) => {
      if (Object(decision).refused) refusals.push(asked);
      return decision;
    },
    clock: () => new Date(start.getTime() + since),
  };
  const act = async () => {
    noted.push("done");
    return "answer";
  };
  return { noted, refusals, ask: () => inSession(session, ports, act) };
}

test("right after signing in it is done, and counts against the session it is done in", async () => {
  const { noted, refusals, ask } = atHand(life);
  expect(await ask()).toBe("answer");
  expect(noted).toEqual([{ scope: "listsPerSession", subject: "holder-1 2026-11-22T09:00:00.000Z" }, "done"]);
  expect(refusals).toEqual([]);
});

test("later it takes the card again: nothing is done, nothing is charged, and it is told", async () => {
  const { noted, refusals, ask } = atHand(life + 1);
  expect(await ask()).toMatchObject({ refused: "not_signed_in" });
  expect([noted, refusals]).toEqual([[], [told]]);
});

test("with no room in the session's limit nothing is done, which is told", async () => {
  const { noted, refusals, ask } = atHand(0, true);
  expect(await ask()).toMatchObject({ refused: "rate_limited" });
  expect([noted.length, refusals]).toEqual([1, [told]]);
});
