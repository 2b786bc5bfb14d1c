import { beforeEach, expect, test } from "vitest";
import { partnerThumbprint } from "../../functions/src/domain/partnerThumbprint.ts";
import {
  addPartnerKey,
  disablePartner,
  enablePartner,
  registerPartner,
  retirePartnerKey,
} from "../../functions/src/flow/changePartner.ts";
import { partnerSigner } from "../doubles/partners.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";

const maker = { partnerId: "maker-1", name: "Maker", kind: "maker", scopes: ["resets:write"] } as const;
const { jwk } = partnerSigner("ES256", "key-1");

let world: StaffWorld;
beforeEach(async () => {
  world = new StaffWorld();
  await registerPartner(maker, world.services);
});

const stored = () => world.documents.at("partners/maker-1");
const key = `partners/maker-1/keys/${partnerThumbprint(jwk)}`;

test("a partner is registered without a key, and told", () => {
  expect(stored()).toMatchObject({ ...maker, state: "active", keys: [] });
  expect(world.told()).toEqual([["partnerRegistered", "partners/maker-1"]]);
});

test("the same registration again changes nothing; another one under its id is refused", async () => {
  const before = world.documents.all();
  world.setMinutes(5);
  expect(await registerPartner(maker, world.services)).toMatchObject({ registeredAt: start });
  const another = { ...maker, kind: "ca", scopes: ["ca:events"] } as const;
  expect(await registerPartner(another, world.services)).toMatchObject({ refused: "malformed_request" });
  expect(world.documents.all()).toEqual(before);
});

test("a scope that its kind can't have is refused, and nothing is kept", async () => {
  const wrong = { ...maker, partnerId: "maker-2", scopes: ["ca:events"] } as const;
  expect(await registerPartner(wrong, world.services)).toMatchObject({ refused: "malformed_request" });
  expect(world.documents.at("partners/maker-2")).toBeUndefined();
  expect(world.told()).toHaveLength(1);
});

test("a key is added from now on or from a time, and told by its thumbprint once", async () => {
  await addPartnerKey({ partnerId: "maker-1", jwk }, world.services);
  await addPartnerKey({ partnerId: "maker-1", jwk }, world.services);
  const next = partnerSigner("ES384", "key-2").jwk;
  await addPartnerKey({ partnerId: "maker-1", jwk: next, startsAt: minutesLater(60) }, world.services);
  expect(stored()?.keys).toEqual([
    { jwk, startsAt: start },
    { jwk: next, startsAt: minutesLater(60) },
  ]);
  expect(world.told().slice(1)).toEqual([
    ["partnerKeyAdded", "partners/maker-1", key],
    ["partnerKeyAdded", "partners/maker-1", `partners/maker-1/keys/${partnerThumbprint(next)}`],
  ]);
});

test("a key is retired at once and told once; one that isn't there is refused", async () => {
  await addPartnerKey({ partnerId: "maker-1", jwk }, world.services);
  world.setMinutes(5);
  await retirePartnerKey({ partnerId: "maker-1", kid: "key-1" }, world.services);
  world.setMinutes(6);
  await retirePartnerKey({ partnerId: "maker-1", kid: "key-1" }, world.services);
  expect(stored()?.keys).toEqual([{ jwk, startsAt: start, endsAt: minutesLater(5) }]);
  expect(world.told().slice(2)).toEqual([["partnerKeyRetired", "partners/maker-1", key]]);
  const unknown = await retirePartnerKey({ partnerId: "maker-1", kid: "key-9" }, world.services);
  expect(unknown).toMatchObject({ refused: "malformed_request" });
});

test("a partner is shut out and let in again, each told once", async () => {
  await disablePartner("maker-1", world.services);
  await disablePartner("maker-1", world.services);
  expect(stored()).toMatchObject({ state: "disabled" });
  await enablePartner("maker-1", world.services);
  await enablePartner("maker-1", world.services);
  expect(stored()).toMatchObject({ state: "active" });
  expect(world.told().slice(1)).toEqual([
    ["partnerDisabled", "partners/maker-1"],
    ["partnerEnabled", "partners/maker-1"],
  ]);
});

test("what concerns a partner that isn't there is refused", async () => {
  const refused = { refused: "malformed_request" };
  expect(await addPartnerKey({ partnerId: "maker-2", jwk }, world.services)).toMatchObject(refused);
  expect(await retirePartnerKey({ partnerId: "maker-2", kid: "key-1" }, world.services)).toMatchObject(
    refused,
  );
  expect(await disablePartner("maker-2", world.services)).toMatchObject(refused);
  expect(await enablePartner("maker-2", world.services)).toMatchObject(refused);
  expect(world.told()).toHaveLength(1);
});
