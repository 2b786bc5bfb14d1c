import { expect, test } from "vitest";
import { isShownDeviceChange, isShownWipeChange } from "../../functions/src/domain/deviceView.ts";
import { deviceOf, wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { caTells } from "../doubles/partners.ts";
import { sampleAuthentication, sampleDevice, sampleSigning, start } from "../doubles/samples.ts";
import { showIn } from "../doubles/views.ts";
import { cardSigned, World } from "../doubles/world.ts";

async function enrolled() {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  const path = `holders/${holderId}/devices/${deviceId}`;
  return { world, holderId, deviceId, path, view: () => world.documents.at(path) };
}

function wipeIn(world: World) {
  const [path = ""] = world.documents.paths("wipes");
  return { path, wipeId: path.slice("wipes/".length), ...world.documents.at(path) };
}

const gone = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
  return { thumbprint, outcome: "erased" } as const;
});

test("a phone in use shows its certificates, nothing to erase and nothing to do", async () => {
  const { world, deviceId, view } = await enrolled();
  await showIn(world, deviceId);
  expect(view()).toEqual({
    deviceId,
    model: "Sample 8",
    state: "active",
    certificates: [
      { kind: "signing", state: "valid" },
      { kind: "authentication", state: "valid" },
    ],
    erasure: { state: "none", evidence: "none", words: { ja: "ja none none", en: "en none none" } },
    todo: { instruction: "nothing", ja: "ja nothing", en: "en nothing" },
    lastSeenAt: start,
    updatedAt: start,
  });
});

test("after the revocation certificates are revoked and the erasure waits; after the phone's answer it is proven", async () => {
  const { world, deviceId, view } = await enrolled();
  world.setMinutes(5);
  await world.revoke();
  await showIn(world, deviceId);
  expect(view()).toMatchObject({
    state: "replaced",
    certificates: [{ state: "revoked", changedAt: world.clock() }, { state: "revoked" }],
    erasure: { state: "waiting", evidence: "none" },
    todo: { instruction: "connect" },
    nextStepAt: world.clock(),
  });
  const { wipeId, nonce } = Object(wipeIn(world));
  world.setMinutes(9);
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results: gone });
  await showIn(world, deviceId);
  expect(view()).toMatchObject({
    erasure: { state: "confirmed", evidence: "deviceSigned" },
    todo: { instruction: "nothing" },
    lastSeenAt: world.clock(),
  });
  expect(view()).not.toHaveProperty("nextStepAt");
});

test("the view says nothing that only we need: no push target, key, thumbprint or id but the device's", async () => {
  const { world, deviceId, path } = await enrolled();
  await world.revoke();
  await showIn(world, deviceId);
  const text = JSON.stringify(world.documents.at(path));
  const { pushTarget, secureElement, certificateIds } = sampleDevice;
  for (const secret of [pushTarget.value, secureElement, ...certificateIds, sampleSigning.thumbprint])
    expect(text).not.toContain(secret);
  expect(text).not.toContain(wipeIn(world).wipeId);
});

test("shown again, and late, it comes to the same and writes nothing", async () => {
  const { world, deviceId, view } = await enrolled();
  await world.revoke();
  await showIn(world, deviceId);
  const [first, writes] = [view(), world.documents.writes];
  world.setMinutes(30);
  await showIn(world, deviceId);
  expect(world.documents.writes).toBe(writes);
  expect(view()).toEqual(first);
});

test("two at once come to what is stored now", async () => {
  const { world, deviceId, view } = await enrolled();
  await Promise.all([showIn(world, deviceId), world.revoke(), showIn(world, deviceId)]);
  await Promise.all([showIn(world, deviceId), showIn(world, deviceId)]);
  expect(view()).toMatchObject({ erasure: { state: "waiting" }, state: "replaced" });
});

test("a view that somebody edited is put right the next time", async () => {
  const { world, deviceId, path, view } = await enrolled();
  await showIn(world, deviceId);
  world.documents.edit(path, { state: "retired" });
  await showIn(world, deviceId);
  expect(view()).toMatchObject({ state: "active" });
});

test("a device that isn't there has no view", async () => {
  const { world } = await enrolled();
  await showIn(world, "f".repeat(64));
  expect(Object.keys(world.documents.all()).filter((path) => /^holders\/.*\/devices\//.test(path))).toEqual(
    [],
  );
});

test("a person whose card was renewed sees it under the id that the new card signs in with too", async () => {
  const { world, holderId, deviceId, path } = await enrolled();
  const byNewCard = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const newId = "holderId" in byNewCard ? byNewCard.holderId : "";
  const before = deviceOf(world.documents.at(`devices/${deviceId}`));
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  const after = deviceOf(world.documents.at(`devices/${deviceId}`));
  expect(newId).not.toBe(holderId);
  expect(after && isShownDeviceChange(before, after)).toBe(true);
  await showIn(world, deviceId);
  expect(world.documents.at(`holders/${newId}/devices/${deviceId}`)).toEqual(world.documents.at(path));
  expect(world.documents.at(path)).toMatchObject({ state: "active" });
});

test("attempts aren't a change to the holder, the opening and the end are", async () => {
  const { world } = await enrolled();
  await world.revoke();
  const { path, wipeId } = wipeIn(world);
  const opened = wipeOf(world.documents.at(path));
  await world.attempt(wipeId);
  const sent = wipeOf(world.documents.at(path));
  const { nonce } = Object(sent);
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results: gone });
  const ended = wipeOf(world.documents.at(path));
  if (!opened || !sent || !ended) throw new Error("a wipe can't be read");
  expect([
    isShownWipeChange(undefined, opened),
    isShownWipeChange(opened, sent),
    isShownWipeChange(sent, ended),
  ]).toEqual([true, false, true]);
});

test("whatever happens to a device is a change to the holder, or its wipe's change is", async () => {
  const { world, deviceId } = await enrolled();
  const device = () => deviceOf(world.documents.at(`devices/${deviceId}`));
  const wipe = () => wipeOf(world.documents.at(wipeIn(world).path));
  const isSeen = async (does: () => Promise<unknown>) => {
    const [device1, wipe1] = [device(), wipe()];
    await does();
    const [device2, wipe2] = [device(), wipe()];
    const byDevice = device2 !== undefined && isShownDeviceChange(device1, device2);
    return [byDevice, wipe2 !== undefined && isShownWipeChange(wipe1, wipe2)];
  };
  world.setMinutes(1);
  expect(await isSeen(() => world.register(Object(device()).holderId))).toEqual([true, false]);
  expect(await isSeen(() => world.revoke())).toEqual([false, true]);
  const { wipeId, nonce } = Object(wipe());
  expect(await isSeen(() => world.fetch(deviceId))).toEqual([false, true]);
  const busy = [{ thumbprint: sampleSigning.thumbprint, outcome: "notNow" } as const];
  const answer = { commandId: `${wipeId}.1`, nonce, results: busy };
  expect(await isSeen(() => world.acknowledge(answer))).toEqual([true, true]);
  expect(await isSeen(() => world.acknowledge({ ...answer, seq: 2, results: gone }))).toEqual([false, true]);
});
