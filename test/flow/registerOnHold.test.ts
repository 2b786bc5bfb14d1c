import { expect, test } from "vitest";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { sampleRegistration } from "../doubles/world.ts";

const [signing, authentication] = sampleRegistration.certificates;
if (!signing || !authentication) throw new Error("the sample has a certificate of each kind");
const newSigning = { ...signing, certificateId: "7".repeat(64), thumbprint: "new-signing" };

/** A phone both of whose certificates are on hold, and who has it. */
async function heldPhone(): Promise<{ world: HoldWorld; holderId: string; deviceId: string }> {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  await world.held();
  return { world, holderId, deviceId };
}

test("a certificate on hold can't be named in a new enrolment, and nothing changes", async () => {
  const { world, holderId } = await heldPhone();
  const before = world.documents.all();
  const registered = await world.register(holderId, { certificates: [newSigning, authentication] });
  expect(registered).toMatchObject({ refused: "certificate_unknown", detail: "Enrol new certificates." });
  expect(world.documents.all()).toEqual(before);
});

test("the phone may be enrolled with those that it may name, and the one on hold stays on hold, in the new enrolment", async () => {
  const { world, holderId, deviceId } = await heldPhone();
  const registered = await world.register(holderId, { certificates: [newSigning] });
  expect(registered).toMatchObject({ device: { generation: 2, state: "active" } });
  const anew = "device" in registered ? registered.device.deviceId : "";
  expect(anew).not.toBe(deviceId);
  expect(world.documents.at(`certificates/${authentication.certificateId}`)).toMatchObject({
    ...{ state: "onHold", deviceId: anew },
  });
});

test("the enrolment that has certificates on hold can still be refreshed with them", async () => {
  const { world, holderId, deviceId } = await heldPhone();
  const pushTarget = { kind: "fcmToken", value: "push-target-2" } as const;
  const registered = await world.register(holderId, { pushTarget });
  expect(registered).toMatchObject({ device: { deviceId, generation: 1, pushTarget } });
  for (const { certificateId } of sampleRegistration.certificates)
    expect(world.documents.at(`certificates/${certificateId}`)).toMatchObject({ state: "onHold" });
});
