import { expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { caTells } from "../doubles/partners.ts";
import { start } from "../doubles/samples.ts";
import { listIn, showIn } from "../doubles/views.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

const [certificate] = sampleRegistration.certificates;
const newPhone = {
  certificates: certificate
    ? [{ ...certificate, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) }]
    : [],
  secureElement: "f".repeat(64),
  deviceKey: { ...sampleRegistration.deviceKey, x: "N".repeat(43) },
};

test("a holder sees every phone of theirs, the newest first, also those that are done with", async () => {
  const world = new World();
  const [holderId, oldId] = await world.enrolled();
  await world.revoke();
  world.setMinutes(5);
  const registered = await world.register(holderId, newPhone);
  const newId = "device" in registered ? registered.device.deviceId : "";
  expect(await listIn(world, holderId)).toMatchObject([
    { deviceId: newId, state: "active", erasure: { state: "none" }, todo: { instruction: "nothing" } },
    { deviceId: oldId, state: "replaced", erasure: { state: "waiting" }, todo: { instruction: "connect" } },
  ]);
});

test("a line is what the live view shows", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  await world.revoke();
  await showIn(world, deviceId);
  expect(await listIn(world, holderId)).toEqual([
    world.documents.at(`holders/${holderId}/devices/${deviceId}`),
  ]);
});

test("it comes from the records: a view that was never made, or lies, makes no difference", async () => {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  world.documents.edit(`holders/${holderId}/devices/${deviceId}`, { state: "retired" });
  expect(await listIn(world, holderId)).toMatchObject([{ deviceId, state: "active" }]);
});

test("with a renewed card the person sees the phones that were enrolled under the earlier id", async () => {
  const world = new World();
  const [, deviceId] = await world.enrolled();
  const byNewCard = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const newId = "holderId" in byNewCard ? byNewCard.holderId : "";
  expect(await listIn(world, newId)).toEqual([]);
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  expect(await listIn(world, newId)).toMatchObject([{ deviceId }]);
});

test("another holder sees nothing of it", async () => {
  const world = new World();
  await world.enrolled();
  const other = await world.signIn(cardSigned({ cardId: "card-9", jti: "session-number-9" }));
  expect(await listIn(world, "holderId" in other ? other.holderId : "")).toEqual([]);
});

test("ten minutes after signing in by card it takes the card again", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  world.setMinutes(10);
  expect(await listIn(world, holderId, start)).toHaveLength(1);
  world.setMinutes(10.01);
  expect(await listIn(world, holderId, start)).toMatchObject({ refused: "not_signed_in" });
});

test("one session lists only so often", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  const charged: unknown[] = [];
  world.limit = async (charge) => {
    charged.push(charge);
    return refuse("rate_limited");
  };
  expect(await listIn(world, holderId, start)).toEqual({ refused: "rate_limited" });
  expect(charged).toEqual([{ scope: "listsPerSession", subject: `${holderId} ${start.toISOString()}` }]);
});
