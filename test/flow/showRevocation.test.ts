import { expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { previewReplacement } from "../../functions/src/flow/previewReplacement.ts";
import { showRevocation } from "../../functions/src/flow/showRevocation.ts";
import { caTells } from "../doubles/partners.ts";
import { start } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, World } from "../doubles/world.ts";

test("the holder sees how the revocation and the erasure stand now", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  const shown = await world.revoke();
  if (isRefused(shown)) throw new Error(shown.refused);
  const wipeId = shown.devices[0]?.wipe.wipeId ?? "";
  await world.attempt(wipeId);
  const { revocationId } = shown.application;
  const later = await showRevocation(
    { revocationId, holderId },
    { transact: world.store.transact, limit: world.limit, auditRefusal: world.auditRefusal },
  );
  expect(later).toMatchObject({ application: { revocationId }, devices: [{ wipe: { state: "sent" } }] });
});

test("a person who has another id since a renewal sees the own application as soon as the renewal is told", async () => {
  const world = new World();
  await world.enrolled();
  const shown = await world.revoke();
  if (isRefused(shown)) throw new Error(shown.refused);
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const holderId = "holderId" in session ? session.holderId : "";
  const { revocationId } = shown.application;
  const { limit, auditRefusal } = world;
  const ports = { transact: world.store.transact, limit, auditRefusal };
  expect(await showRevocation({ revocationId, holderId }, ports)).toMatchObject({
    refused: "revocation_unknown",
  });
  await caTells(world, { kind: "cardRenewed", newCardId: "card-2" });
  expect(await showRevocation({ revocationId, holderId }, ports)).toMatchObject({
    application: { revocationId },
  });
});

test("somebody else's revocation looks like one that isn't there", async () => {
  const world = new World();
  await world.enrolled();
  const shown = await world.revoke();
  if (isRefused(shown)) throw new Error(shown.refused);
  const { store, limit, auditRefusal } = world;
  const { transact } = store;
  const notYours = await showRevocation(
    { revocationId: shown.application.revocationId, holderId: "x" },
    { transact, limit, auditRefusal },
  );
  const notThere = await showRevocation(
    { revocationId: "0".repeat(64), holderId: "x" },
    { transact, limit, auditRefusal },
  );
  expect(notYours).toEqual(notThere);
  expect(notYours).toMatchObject({ refused: "revocation_unknown" });
});

test("a preview shows the active devices without the phone in hand, and changes nothing", async () => {
  const world = new World();
  const [holderId, oldDeviceId] = await world.enrolled();
  const registered = await world.register(holderId, {
    secureElement: "f".repeat(64),
    certificates: sampleRegistration.certificates.map((one, i) => ({
      ...one,
      certificateId: `${i}`.repeat(64),
    })),
  });
  if (isRefused(registered)) throw new Error(registered.refused);
  const before = world.documents.all();
  const newDeviceId = registered.device.deviceId;
  const { clock, store, limit } = world;
  const preview = await previewReplacement(
    { holderId, newDeviceId, signedInAt: start },
    { transact: store.read, limit, sessionLife: 600_000, auditRefusal: world.auditRefusal, clock },
  );
  expect(preview).toMatchObject([
    { device: { deviceId: oldDeviceId }, certificates: [{ kind: "signing" }, { kind: "authentication" }] },
  ]);
  expect(world.documents.all()).toEqual(before);
});

test("a device that was replaced is no longer offered for replacement", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  await world.revoke();
  const { clock, store, limit } = world;
  const preview = await previewReplacement(
    { holderId, newDeviceId: undefined, signedInAt: start },
    { transact: store.read, limit, sessionLife: 600_000, auditRefusal: world.auditRefusal, clock },
  );
  expect(preview).toEqual([]);
});

test("a phone that was signed in long ago is shown nothing: it may be the lost one", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  const asked = { holderId, newDeviceId: undefined, signedInAt: start };
  const { clock, store, limit } = world;
  world.setMinutes(10);
  expect(
    await previewReplacement(asked, {
      transact: store.read,
      limit,
      sessionLife: 600_000,
      auditRefusal: world.auditRefusal,
      clock,
    }),
  ).toHaveLength(1);
  world.setMinutes(11);
  expect(
    await previewReplacement(asked, {
      transact: store.read,
      limit,
      sessionLife: 600_000,
      auditRefusal: world.auditRefusal,
      clock,
    }),
  ).toMatchObject({
    refused: "not_signed_in",
  });
});
