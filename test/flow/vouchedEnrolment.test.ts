import { expect, test } from "vitest";
import { sampleRegistration, World } from "../doubles/world.ts";

const otherCertificates = sampleRegistration.certificates.map((one, i) => ({
  ...one,
  certificateId: `${i}`.repeat(64),
}));
const otherKey = { ...sampleRegistration.deviceKey, x: "N".repeat(43) };

async function vouchedAfterRevocation(deviceKey = sampleRegistration.deviceKey): Promise<[World, string]> {
  const world = new World();
  const wipeId = await world.revoked();
  const holderId = String(world.documents.at(`wipes/${wipeId}`)?.holderId);
  await world.register(holderId, { certificates: otherCertificates, isProven: true, deviceKey });
  return [world, wipeId];
}

test("an old phone that only said it was in the new phone's secure element keeps its wipe when the new one is vouched for", async () => {
  const [world, wipeId] = await vouchedAfterRevocation(otherKey);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "pending", nextStep: "attempt" });
});

test("the same phone, known by its device key, ends its old wipe when it is vouched for later", async () => {
  const [world, wipeId] = await vouchedAfterRevocation();
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "cancelled" });
});
