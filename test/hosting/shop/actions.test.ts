import { expect, test } from "vitest";
import { actionsOf } from "../../../hosting/src/shop/actions.ts";
import { sampleView } from "./sampleView.ts";

const revoked = { isRevoked: true, verdict: "eraseFirst" } as const;
const waiting = { state: "awaitsSecondClerk", at: "2026-11-23T01:00:00.000Z" };
const todo = (step: string) => ({ todo: { ...sampleView.todo, step } });

test.each([
  ["not revoked: the holder's to do", todo("revokeOnPhone"), []],
  ["on hold: the holder's to do", todo("revokeByCard"), []],
  ["revoked, not erased", { ...revoked, ...todo("pullNow") }, ["pull"]],
  ["asked a moment ago", { ...revoked, ...todo("wait") }, []],
  ["a reset helps", { verdict: "initialise", ...todo("initialise") }, ["initialise", "pull"]],
  ["a reset doesn't help", { ...revoked, ...todo("askMaker") }, []],
  ["nothing known", { verdict: "unknown", ...todo("newCode") }, []],
  ["a step that is new to this page", { ...revoked, ...todo("somethingNew") }, []],
  ["clear", { verdict: "clear", ...todo("handOver"), mayBeProven: true }, ["prove"]],
  ["clear, without proofs", { verdict: "clear", ...todo("handOver") }, []],
  [
    "one of two clerks, the same",
    { verdict: "initialise", initialisation: { ...waiting, mayConfirm: false } },
    ["secondClerk"],
  ],
  [
    "one of two clerks, the other",
    { verdict: "initialise", initialisation: { ...waiting, mayConfirm: true } },
    ["confirm", "secondClerk"],
  ],
  [
    "one of two clerks, by an earlier service that doesn't say which",
    { verdict: "initialise", initialisation: waiting },
    ["confirm", "secondClerk"],
  ],
] as const)("%s", (_, view, expected) => {
  expect(actionsOf({ view: { ...sampleView, ...view } })).toEqual(expected);
});

test("a proof that is there isn't asked for again", () => {
  const proof = {
    jws: "a.b.c",
    qr: "https://x.example/verify/#a.b.c",
    verificationCode: "AAAAA-AAAAA",
    expiresAt: "",
  };
  expect(actionsOf({ view: { ...sampleView, verdict: "clear", mayBeProven: true }, proof })).toEqual([]);
});
