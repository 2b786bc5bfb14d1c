import { expect, test } from "vitest";
import { moves } from "../../../hosting/src/shop/moves.ts";
import { pageStates, pageVerbs } from "../../../hosting/src/shop/pageState.ts";

/** Every move that leads anywhere, by hand; all other cells have to stay where they are. */
const leading = [
  ["starting", "started", "signedOut"],
  ["starting", "fail", "notStarted"],
  ["notStarted", "start", "starting"],
  ["signedOut", "signIn", "signingIn"],
  ["signingIn", "askFactor", "secondFactor"],
  ["signingIn", "offerFactor", "factorOffered"],
  ["signingIn", "admit", "ready"],
  ["signingIn", "fail", "signedOut"],
  ["signingIn", "leave", "signedOut"],
  ["secondFactor", "prove", "proving"],
  ["secondFactor", "leave", "signedOut"],
  ["proving", "admit", "ready"],
  ["proving", "fail", "secondFactor"],
  ["proving", "leave", "signedOut"],
  ["factorOffered", "enrolFactor", "enrollingFactor"],
  ["factorOffered", "admit", "ready"],
  ["factorOffered", "leave", "signedOut"],
  ["enrollingFactor", "factorEnrolled", "signedOut"],
  ["enrollingFactor", "fail", "factorOffered"],
  ["enrollingFactor", "leave", "signedOut"],
  ["ready", "check", "checking"],
  ["ready", "leave", "signedOut"],
  ["checking", "view", "shown"],
  ["checking", "fail", "ready"],
  ["checking", "leave", "signedOut"],
  ["shown", "act", "acting"],
  ["shown", "expire", "over"],
  ["shown", "next", "ready"],
  ["shown", "leave", "signedOut"],
  ["acting", "view", "shown"],
  ["acting", "fail", "shown"],
  ["acting", "expire", "over"],
  ["acting", "leave", "signedOut"],
  ["over", "next", "ready"],
  ["over", "leave", "signedOut"],
] as const;

const cells = pageStates.flatMap((state) => pageVerbs.map((verb) => [state, verb] as const));

test.each(cells)("%s, %s", (state, verb) => {
  const move = leading.find(([from, by]) => from === state && by === verb);
  expect(moves[state][verb]).toBe(move?.[2] ?? state);
});

test("nobody gets from a factor that is being enrolled to the counter but by signing in anew", () => {
  const reached: readonly string[] = Object.values(moves.enrollingFactor);
  expect(new Set(reached)).toEqual(new Set(["enrollingFactor", "factorOffered", "signedOut"]));
});

test("whoever leaves is signed out from every state that somebody is signed in to", () => {
  const untouched = pageStates.filter((state) => moves[state].leave === state);
  expect(untouched).toEqual(["starting", "notStarted", "signedOut"]);
});
