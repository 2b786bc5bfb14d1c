import { expect, test } from "vitest";
import { remoteErasureMayFail } from "../../functions/src/domain/warning.ts";

test("the warning says in both languages that remote erasure may fail, and to initialise the phone then", () => {
  const { code, ja, en } = remoteErasureMayFail;
  expect(code).toBe("remoteErasureMayFail");
  expect(ja).toMatch(/削除されないことがあります.*初期化してください。$/);
  expect(en).toMatch(/may not be erased remotely\..*initialise the old phone\.$/);
});

test("the warning never says lost or stolen", () => {
  const { ja, en } = remoteErasureMayFail;
  expect(`${ja}${en}`).not.toMatch(/lost|stolen|紛失|盗難/i);
});
