import { expect, test } from "vitest";
import { ClearanceView as Contract } from "../../../functions/src/contract/clearance.ts";
import { ClearanceProofAnswer } from "../../../functions/src/contract/clearanceProof.ts";
import { ClearanceProof, ClearanceView } from "../../../hosting/src/shop/clearanceView.ts";

const view = Contract.parse({
  clearanceId: "a".repeat(64),
  verdict: "initialise",
  isRevoked: true,
  isErased: false,
  evidence: "none",
  words: { ja: "失効済み", en: "Revoked." },
  todo: { step: "initialise", ja: "初期化", en: "Initialise." },
  phone: { model: "Sample 8", platform: "ios" },
  pullUrl: "https://katazuke.example/open?do=fetchCommands",
  initialisation: { state: "awaitsSecondClerk", at: "2026-11-23T01:00:00.000Z", mayConfirm: false },
  asOf: "2026-11-23T01:00:00.000Z",
  expiresAt: "2026-11-23T01:30:00.000Z",
  mayBeProven: false,
  shopsWord: "shopByCode",
});

test("whatever the contract lets the service answer, the page reads", () => {
  const { evidence, ...shown } = view;
  expect(ClearanceView.parse(view)).toEqual(shown);
  for (const verdict of Contract.shape.verdict.options)
    expect(ClearanceView.parse({ ...view, verdict }).verdict).toBe(verdict);
});

test("what a later service adds doesn't blank the page of a shop that has it open", () => {
  const { evidence, ...shown } = view;
  const later = { ...view, mood: "fine", todo: { ...view.todo, step: "somethingNew" } };
  expect(ClearanceView.parse(later)).toEqual({ ...shown, todo: { ...view.todo, step: "somethingNew" } });
});

test("what an earlier service doesn't say yet is missed by nobody", () => {
  const { evidence, shopsWord, ...rest } = view;
  const earlier = { ...rest, initialisation: { state: "awaitsSecondClerk", at: view.asOf } };
  expect(ClearanceView.parse(earlier)).toEqual(earlier);
});

test("a proof is read as the contract has it", () => {
  const proof = ClearanceProofAnswer.parse({
    jws: "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
    qr: "https://katazuke.example/verify/#eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
    verificationCode: "ABCDE-01234",
    expiresAt: "2026-11-30T01:00:00.000Z",
  });
  expect(ClearanceProof.parse(proof)).toEqual(proof);
});
