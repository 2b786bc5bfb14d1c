import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { z } from "zod";
import { nowhere } from "../../doubles/nowhere.ts";
import { createCard, NewCard } from "../authorities/cards.ts";
import { createHierarchy } from "../authorities/hierarchy.ts";
import { startFcm } from "../fcm/startFcm.ts";
import type { Holder } from "./holder.ts";
import { Phone } from "./phone.ts";
import { viewPhone } from "./phoneView.ts";
import { NewPhone, Switches } from "./switches.ts";

const folder = mkdtempSync(join(tmpdir(), "katazuke-phone-"));
const quiet = () => {};
const fcm = await startFcm(
  { port: 0, controlPort: 0, project: "demo", caFile: join(folder, "ca.pem") },
  quiet,
);
const { control, endpoint } = z.object({ control: z.url(), endpoint: z.url() }).parse(fcm.ready);
const cards = await createHierarchy({ name: "card", kind: "p256", url: nowhere.authorities.url });
const card = await createCard(cards, 1, NewCard.parse({ algorithm: "ES256" }));
const phones: Phone[] = [];

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.stop();
});
afterAll(async () => {
  await fcm.stop();
  rmSync(folder, { recursive: true });
});

/** A phone with the app, and something in its secure element. */
async function phoneWithApp(platform: "android" | "ios" = "android"): Promise<Phone> {
  const addresses = { ...nowhere, fcm: { control } };
  const holderCalled = (id: string): Holder => ({ id, card });
  const made = NewPhone.parse({ holder: "seller", model: "Phone 1", platform });
  const phone = new Phone("phone-1", made, {
    addresses,
    narrate: quiet,
    holderCalled,
    asksEverySeconds: 9999,
  });
  phones.push(phone);
  await phone.install();
  await phone.hardware.secureElement.generateKey("signing");
  phone.hardware.secureElement.writeCertificate("signing", ["c2lnbmluZw=="]);
  return phone;
}

/** What FCM answers about a push target: 404 once it is dead. */
async function statusOf(value: string): Promise<number> {
  const url = `${control}/registrations/${encodeURIComponent(value)}/blocked`;
  return (await fetch(url, { method: "POST", body: JSON.stringify({ blocked: false }) })).status;
}

test.each([
  ["android", false],
  ["ios", true],
] as const)(
  "a factory reset takes app and push target; of an %s phone's secure element, cleared: %s",
  async (platform, isEmpty) => {
    const phone = await phoneWithApp(platform);
    const { value } = phone.app.push.target;
    await phone.flip(Switches.parse({ reset: true }));
    expect(phone.hasApp).toBe(false);
    expect(viewPhone(phone).secureElement.signing.isEmpty).toBe(isEmpty);
    expect(await statusOf(value)).toBe(404);
  },
);

test("sold with its data gone, the phone has another holder and push target, and the same certificate", async () => {
  const phone = await phoneWithApp();
  const { value } = phone.app.push.target;
  await phone.flip(Switches.parse({ sold: { to: "buyer" } }));
  expect([phone.holder.id, phone.hasApp]).toEqual(["buyer", true]);
  expect(phone.app.push.target.value).not.toBe(value);
  expect(await statusOf(value)).toBe(404);
  expect(viewPhone(phone).secureElement.signing.isEmpty).toBe(false);
});

test("sold with its data, the phone keeps the app as it was", async () => {
  const phone = await phoneWithApp();
  const { app } = phone;
  await phone.flip(Switches.parse({ sold: { to: "buyer", appData: "kept" } }));
  expect([phone.holder.id, phone.app]).toEqual(["buyer", app]);
});

/** What somebody who may send hands to FCM, for one phone. */
function push(phone: Phone, message: object): Promise<number | undefined> {
  const ca = readFileSync(join(folder, "ca.pem"));
  const headers = { authorization: "Bearer local", "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const url = `${endpoint}/v1/projects/demo/messages:send`;
    const sending = request(url, { method: "POST", ca, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    const token = phone.app.push.target.value;
    sending.on("error", reject).end(JSON.stringify({ message: { ...message, token } }));
  });
}

test("a notification message is shown while the app sleeps, once under its tag, and is no command to it", async () => {
  const phone = await phoneWithApp();
  await phone.flip(Switches.parse({ asleep: true }));
  for (const title of ["first", "again"]) {
    const notification = { title, body: "It happened." };
    expect(await push(phone, { notification, android: { notification: { tag: "m" } } })).toBe(200);
  }
  const shown = () => viewPhone(phone).notifications.map(({ title }) => title);
  await expect.poll(shown).toEqual(["again"]);
  expect(viewPhone(phone)).toMatchObject({ unread: 0, ignored: [] });
});

test("an app finds nothing of somebody else's without a network, nor in an empty secure element, and asks nobody", async () => {
  const phone = await phoneWithApp();
  await phone.flip(Switches.parse({ online: false }));
  await expect(phone.app.treatFound()).rejects.toThrow("the phone is offline");
  expect(viewPhone(phone).secureElement.signing.isEmpty).toBe(false);
  phone.hardware.secureElement.erase("signing");
  // No service is there to ask: whoever did would fail.
  await phone.flip(Switches.parse({ online: true }));
  expect(await phone.app.treatFound()).toEqual({ isEmpty: true });
});

test("a hibernated app may not run until somebody opens it", async () => {
  const phone = await phoneWithApp();
  await phone.flip(Switches.parse({ hibernated: true }));
  phone.app.wiping.receive({ command: "a.b.c" });
  expect([phone.hardware.isAwake(), phone.app.wiping.unread]).toEqual([false, 1]);
  expect(await phone.open()).toBe(0);
  await expect.poll(() => phone.app.wiping.ignored.length).toBe(1);
});
