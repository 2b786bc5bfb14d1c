import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPhone, type RemoteMessage } from "./connectPhone.ts";
import { type FcmFixture, fcmFixture } from "./fcmFixture.ts";

let fcm: FcmFixture;
beforeAll(async () => {
  fcm = await fcmFixture();
});
afterAll(() => fcm.end());

describe("a phone that is online", () => {
  test("gets a message with its data, key and priority", async () => {
    const phone = await phoneOnline();
    await fcm.send({
      token: phone.value,
      data: { command: "one" },
      android: { collapseKey: "wipe", priority: "high", ttl: 300_000 },
    });
    const expected = { data: { command: "one" }, collapseKey: "wipe", priority: "high", ttlSeconds: 300 };
    expect((await phone.heard(1))[0]).toMatchObject(expected);
    expect(await fates(phone.value)).toEqual(["delivered"]);
  });

  test("is reached by its installation id as well", async () => {
    const phone = await phoneOnline(await fcm.register("fid"));
    await fcm.send({ fid: phone.value, data: { n: "1" } });
    expect(numbers(await phone.heard(1))).toEqual(["1"]);
  });

  test("gets a message twice, under one id, when a duplicate was ordered", async () => {
    const phone = await phoneOnline();
    await fcm.misbehave({ kind: "duplicate" });
    await push(phone.value, "1");
    const [first, second] = await phone.heard(2);
    expect(second).toEqual(first);
  });

  test("gets a delayed message late, after one that was sent later", async () => {
    const phone = await phoneOnline();
    await fcm.misbehave({ kind: "delay", ms: 86_400_000 });
    await fcm.misbehave({ kind: "delay", ms: 5 });
    await push(phone.value, "tomorrow");
    await push(phone.value, "soon");
    expect(numbers(await phone.heard(1))).toEqual(["soon"]);
    expect(await fates(phone.value)).toEqual(["queued", "delivered"]);
  });

  test("never sees a dropped message, although the sender is told 200", async () => {
    const phone = await phoneOnline();
    await fcm.misbehave({ kind: "drop" });
    expect(await push(phone.value, "1")).toMatch(/^projects/);
    await push(phone.value, "2");
    expect(numbers(await phone.heard(1))).toEqual(["2"]);
    expect(await fates(phone.value)).toEqual(["dropped", "delivered"]);
  });

  test("never sees a push while push is blocked, also not afterwards", async () => {
    const phone = await phoneOnline();
    await fcm.call(`POST /registrations/${phone.value}/blocked`, { blocked: true });
    expect(await push(phone.value, "1")).toMatch(/^projects/);
    await fcm.call(`POST /registrations/${phone.value}/blocked`, { blocked: false });
    await push(phone.value, "2");
    expect(numbers(await phone.heard(1))).toEqual(["2"]);
    expect(await fates(phone.value)).toEqual(["blocked", "delivered"]);
  });

  test("never sees a message that was only to be validated", async () => {
    const phone = await phoneOnline();
    expect(await fcm.send({ token: phone.value, data: { n: "1" } }, true)).toMatch(/^projects/);
    await push(phone.value, "2");
    expect(numbers(await phone.heard(1))).toEqual(["2"]);
    expect(await fates(phone.value)).toEqual(["delivered"]);
  });

  test("is cut off when its registration dies", async () => {
    const phone = await phoneOnline();
    await fcm.call(`DELETE /registrations/${phone.value}`);
    await expect.poll(phone.closed, { interval: 2 }).toBe(true);
    await expect(phoneOnline(phone.value)).rejects.toThrow("404");
  });

  test("is offline again after it disconnected", async () => {
    const phone = await phoneOnline();
    phone.disconnect();
    await expect.poll(() => fcm.narration.at(-1), { interval: 2 }).toMatch(/is offline$/);
    await push(phone.value, "1");
    expect(await fates(phone.value)).toEqual(["queued"]);
  });
});

describe("a phone that is offline", () => {
  test("gets what waited, in order, when it comes back", async () => {
    const value = await fcm.register();
    for (const n of ["1", "2", "3"]) await push(value, n);
    expect(await fates(value)).toEqual(["queued", "queued", "queued"]);
    expect(numbers(await (await phoneOnline(value)).heard(3))).toEqual(["1", "2", "3"]);
  });

  test("gets only the newest message of a collapse key", async () => {
    const value = await fcm.register();
    await push(value, "1", { collapseKey: "wipe" });
    await push(value, "2");
    await push(value, "3", { collapseKey: "wipe" });
    expect(numbers(await (await phoneOnline(value)).heard(2))).toEqual(["2", "3"]);
    expect(await fates(value)).toEqual(["replaced", "delivered", "delivered"]);
  });

  test("keeps four collapse keys, the newest ones", async () => {
    const value = await fcm.register();
    for (const n of ["1", "2", "3", "4", "5"]) await push(value, n, { collapseKey: `key ${n}` });
    expect(numbers(await (await phoneOnline(value)).heard(4))).toEqual(["2", "3", "4", "5"]);
  });

  test("loses a message whose TTL ran out, and one whose TTL is 0", async () => {
    const value = await fcm.register();
    await push(value, "1", { ttl: 0 });
    await push(value, "2", { ttl: 300_000 });
    await push(value, "3", { ttl: 301_000 });
    fcm.clock.now += 300_000;
    expect(await fates(value)).toEqual(["expired", "expired", "queued"]);
    expect(numbers(await (await phoneOnline(value)).heard(1))).toEqual(["3"]);
  });

  test("loses everything at the 101st non-collapsible message, and the app is told", async () => {
    const value = await fcm.register();
    for (let n = 1; n <= 101; n += 1) await push(value, String(n));
    const phone = await phoneOnline(value);
    await push(value, "after");
    expect(numbers(await phone.heard(1))).toEqual(["after"]);
    expect(phone.deleted()).toBe(true);
  });
});

function push(token: string, n: string, android: { collapseKey?: string; ttl?: number } = {}) {
  return fcm.send({ token, data: { n }, android });
}

function numbers(messages: readonly RemoteMessage[]) {
  return messages.map(({ data }) => data.n);
}

async function fates(value: string) {
  const { body } = await fcm.call(`GET /messages?value=${encodeURIComponent(value)}`);
  return Array.isArray(body) ? body.map((entry) => entry.fate) : body;
}

async function phoneOnline(registered?: string) {
  const value = registered ?? (await fcm.register());
  const messages: RemoteMessage[] = [];
  const seen = { deleted: false, closed: false };
  const { disconnect } = await connectPhone(fcm.control, value, {
    onMessage: (message) => messages.push(message),
    onDeletedMessages: () => {
      seen.deleted = true;
    },
    onClosed: () => {
      seen.closed = true;
    },
  });
  const heard = async (count: number) => {
    await expect.poll(() => messages.length, { interval: 2 }).toBe(count);
    return messages;
  };
  return { value, disconnect, heard, deleted: () => seen.deleted, closed: () => seen.closed };
}
