import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";
import { sampleRegistration, World } from "../doubles/world.ts";

const signing = "s".repeat(43);
const authentication = "t".repeat(43);

function saying(wipeId: string, outcomes: Readonly<Record<string, "erased" | "failed">>, seq = 1) {
  const results = Object.entries(outcomes).map(([thumbprint, outcome]) => ({ thumbprint, outcome }));
  return { commandId: `${wipeId}.1`, nonce: "id-3", seq, results };
}

async function revoked(): Promise<{ world: World; wipeId: string; holderId: string }> {
  const world = new World();
  world.tsm = async () => ({ outcome: "accepted" });
  const wipeId = await world.revoked();
  return { world, wipeId, holderId: String(world.documents.at(`wipes/${wipeId}`)?.holderId) };
}

/** A wipe that the SEI-TSM was asked about. */
async function handedOver() {
  const story = await revoked();
  const results = [signing, authentication].map((thumbprint) => {
    return { thumbprint, outcome: "failed", needsTsm: true } as const;
  });
  await story.world.acknowledge({ commandId: `${story.wipeId}.1`, nonce: "id-3", results });
  return story;
}

describe("evidence is no stronger than the weakest word on any certificate:", () => {
  test("a report of failure after the phone's confirmation raises nothing", async () => {
    const { world, wipeId } = await handedOver();
    await world.acknowledge(saying(wipeId, { [signing]: "erased", [authentication]: "erased" }, 2));
    await world.tsmReports(wipeId, { [signing]: "failed", [authentication]: "failed" });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
    });
  });

  test("the phone's word on one and the SEI-TSM's on the other is the phone's", async () => {
    const { world, wipeId } = await handedOver();
    await world.acknowledge(saying(wipeId, { [signing]: "erased" }, 2));
    await world.tsmReports(wipeId, { [authentication]: "erased" });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "confirmed",
      evidence: "deviceSigned",
    });
  });
});

test("an answer that names none of the wipe's certificates is refused, and moves nothing", async () => {
  const { world, wipeId } = await revoked();
  const before = world.documents.at(`wipes/${wipeId}`);
  const answer = await world.acknowledge(saying(wipeId, { ["x".repeat(43)]: "erased" }));
  expect(answer).toMatchObject({ refused: "acknowledgement_refused" });
  expect(world.documents.at(`wipes/${wipeId}`)).toEqual(before);
});

test("re-enrolling one certificate takes over the other one with its wipe: it is still on the chip", async () => {
  const { world, wipeId, holderId } = await revoked();
  const [first] = sampleRegistration.certificates;
  const certificates = first ? [{ ...first, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }] : [];
  const anew = await world.register(holderId, { certificates });
  expect(anew).toMatchObject({ device: { generation: 2, erasure: "open" } });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "cancelled" });
  const { deviceId, wipeId: owed } = Object(anew).device;
  expect(world.documents.at(`wipes/${owed}`)).toMatchObject({
    ...{ deviceId, state: "pending", nextStep: "attempt", certificates: [{ thumbprint: authentication }] },
  });
});

test("a certificate that a later enrolment took over is not revoked through the earlier one", async () => {
  const world = new World();
  const [holderId, firstDevice] = await world.enrolled();
  const [kept, replaced] = sampleRegistration.certificates;
  if (!kept || !replaced) throw new Error("the sample has two certificates");
  await world.register(holderId, { certificates: [kept, { ...replaced, certificateId: "9".repeat(64) }] });
  const shown = await world.revoke({ devices: [firstDevice], cause: "stoppedUsing" });
  expect(shown).toMatchObject({ devices: [{ certificates: [{ certificateId: replaced.certificateId }] }] });
  expect(world.documents.at(`certificates/${kept.certificateId}`)).toMatchObject({ state: "valid" });
});

test("a registration that was overtaken on its way doesn't bring the old push target back", async () => {
  const { world, wipeId, holderId } = await revoked();
  const later = {
    pushTarget: { kind: "fcmToken", value: "push-target-2" },
    signedAt: minutesLater(2),
  } as const;
  await world.register(holderId, later);
  const before = world.documents.all();
  const deviceKey = { ...sampleDevice.deviceKey, x: "N".repeat(43) };
  await world.register(holderId, { deviceKey, signedAt: minutesLater(1) });
  expect(world.documents.all()).toEqual(before);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ deviceKey: sampleDevice.deviceKey });
});

test("the late result of an attempt that a registration overtook doesn't end the one after it", async () => {
  const { world, wipeId, holderId } = await revoked();
  world.setMinutes(1);
  world.fcm = async () => {
    const target = { kind: "fcmToken", value: "push-target-2" } as const;
    await world.register(holderId, { pushTarget: target, signedAt: minutesLater(1) });
    world.fcm = async () => ({ outcome: "accepted" });
    await world.attempt(wipeId);
    return { outcome: "targetUnregistered" };
  };
  await world.attempt(wipeId);
  expect(world.sent.map(({ target }) => target.value)).toEqual(["push-target-1", "push-target-2"]);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    ...{ state: "sent", attempts: 2 },
    lastAttempt: { number: 2, outcome: "accepted" },
  });
  expect(world.documents.at(`wipes/${wipeId}/attempts/1`)).toMatchObject({ outcome: "targetUnregistered" });
});

test("a wipe that a person has to move, and one that ended without proof, say so on the device and in the audit", async () => {
  const { world, wipeId } = await revoked();
  world.documents.edit(`wipes/${wipeId}`, { retainUntil: start });
  world.setMinutes(40);
  await world.attempt(wipeId);
  const wipe = world.documents.at(`wipes/${wipeId}`);
  expect(wipe).toMatchObject({ state: "closedUnverified", evidence: "none" });
  expect(world.documents.at(`devices/${wipe?.deviceId}`)).toMatchObject({ erasure: "closedUnverified" });
  const acts = world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
  expect(acts.at(-1)).toBe("wipeClosed");
});

test("registration while stuck makes the wipe due at once", async () => {
  const { world, wipeId, holderId } = await revoked();
  await world.acknowledge(saying(wipeId, { [signing]: "failed", [authentication]: "failed" }));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck" });
  world.setMinutes(2);
  await world.register(holderId, { signedAt: minutesLater(2) });
  await world.attempt(wipeId);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "sent" });
  expect(world.documents.at(`wipes/${wipeId}`)).not.toHaveProperty("cause");
});

test("a phone whose clock is years off is believed about what it did, not about when", async () => {
  const { world, wipeId } = await revoked();
  const answer = {
    ...saying(wipeId, { [signing]: "erased", [authentication]: "erased" }),
    answeredAt: new Date(0),
  };
  await world.acknowledge(answer);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed", endedAt: world.clock() });
});

test("after a reset the app comes back on the same phone, with a new device key, and completes the wipe", async () => {
  const { world, wipeId, holderId } = await revoked();
  const deviceKey = { ...sampleDevice.deviceKey, x: "N".repeat(43) };
  const answer = saying(wipeId, { [signing]: "erased", [authentication]: "erased" });
  expect(await world.acknowledge(answer, deviceKey)).toEqual(
    refuse("acknowledgement_refused", "No open command of this device fits this acknowledgement."),
  );
  await world.register(holderId, { deviceKey, signedAt: minutesLater(1) });
  expect(await world.acknowledge(answer, deviceKey)).toMatchObject({ wipeState: "confirmed" });
});
