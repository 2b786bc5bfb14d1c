import { describe, expect, test } from "vitest";
import { customTokens, sessionOf } from "../../functions/src/entry/session.ts";
import { start } from "../doubles/samples.ts";

const life = 10 * 60_000;
const openedAt = start.getTime() / 1000;

test("a custom token says that it is a holder's, and when the card opened the session", async () => {
  const made: unknown[] = [];
  const createCustomToken = async (...asked: unknown[]) => {
    made.push(asked);
    return "token";
  };
  const token = await customTokens(() => ({ createCustomToken }))(
    "holder-1",
    new Date(start.getTime() + 999),
  );
  expect(token).toBe("token");
  expect(made).toEqual([["holder-1", { role: "holder", sessionOpenedAt: openedAt }]]);
});

describe("a session", () => {
  const usedAfter = (seconds: number) => {
    return sessionOf({ uid: "holder-1", auth_time: openedAt + seconds, sessionOpenedAt: openedAt }, life);
  };

  test.each([0, 60, 600])(
    "whose custom token was used after %s seconds is as old as the card's word",
    (seconds) => {
      expect(usedAfter(seconds)).toEqual({ holderId: "holder-1", signedInAt: start });
    },
  );

  test.each([601, 3600])("whose custom token was used after %s seconds is none", (seconds) => {
    expect(usedAfter(seconds)).toBeUndefined();
  });

  test.each([undefined, "now", null])("that says %j for when it was opened is as old as can be", (said) => {
    const token = { uid: "holder-1", auth_time: openedAt, sessionOpenedAt: said };
    expect(sessionOf(token, life)).toEqual({ holderId: "holder-1", signedInAt: new Date(0) });
  });

  test("with nobody in it is none", () => {
    expect(sessionOf({}, life)).toBeUndefined();
    expect(sessionOf({ uid: "" }, life)).toBeUndefined();
  });
});
