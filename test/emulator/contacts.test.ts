import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { FirestoreConsole } from "../scenario/firestoreConsole.ts";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";

const Sent = z.array(z.object({ kind: z.string(), to: z.string(), text: z.string(), note: z.string() }));
const Contact = z.object({ formerAddresses: z.array(z.unknown()), email: z.string() });

/** Of this run alone: a stack that stays up has the mails of the runs before. */
const run = randomInt(10_000_000, 100_000_000);
const addresses = {
  first: `first-${run}@example.jp`,
  second: `second-${run}@example.jp`,
  third: `third-${run}@example.jp`,
  number: `+8190${run}`,
};

let phone: string;
let holderId: string;
beforeAll(async () => {
  const { phones } = addressesOfStack();
  const client = phonesClient(phones.url);
  const holder = await client.newHolder();
  phone = await client.newPhone(holder, "Sample 8");
  const { deviceId } = await client.enrol(phone);
  const stored = await firestore().fields(`devices/${deviceId}`, z.object({ holderId: z.string() }));
  holderId = stored.holderId;
});

function firestore(): FirestoreConsole {
  return new FirestoreConsole(addressesOfStack());
}

async function tell(step: "contact" | "contact-code", said: object) {
  const { phones } = addressesOfStack();
  const init = { method: "POST", body: JSON.stringify(said) };
  const response = await fetch(`${phones.url}/phones/${phone}/${step}`, init);
  return { status: response.status, body: await response.json() };
}

/** What went to an address so far, mail or SMS, as the outbox's page has it. */
async function sentTo(address: string) {
  const response = await fetch(`${addressesOfStack().outbox.url}/messages`);
  return Sent.parse(await response.json()).filter(({ to }) => to === address);
}

async function codeTo(address: string): Promise<string> {
  await expect.poll(() => sentTo(address), { timeout: 30_000 }).not.toEqual([]);
  const [code = ""] = (await sentTo(address)).at(-1)?.text.match(/\d{6}/) ?? [];
  return code;
}

/** Three functions start for the first time here, one of them by a trigger. */
const coldStarts = { timeout: 90_000 };

describe("a holder's addresses, on the deployed functions", coldStarts, () => {
  test("count once their codes came back, by mail and by SMS", async () => {
    const asked = await tell("contact", { email: addresses.first, phoneNumber: addresses.number });
    expect(asked.body).toMatchObject({ confirmed: [], awaitingCode: ["email", "sms"] });
    await tell("contact-code", { channel: "email", code: await codeTo(addresses.first) });
    const both = await tell("contact-code", { channel: "sms", code: await codeTo(addresses.number) });
    expect(both.body).toMatchObject({ confirmed: ["email", "sms"], awaitingCode: [] });
    await expect
      .poll(async () => (await sentTo(addresses.first)).map(({ note }) => note), { timeout: 30_000 })
      .toEqual(["SUCCESS"]);
  });

  test("that are changed are told so, and the debt is gone then", async () => {
    await tell("contact", { email: addresses.second });
    await tell("contact-code", { channel: "email", code: await codeTo(addresses.second) });
    await expect.poll(async () => (await sentTo(addresses.first)).length, { timeout: 30_000 }).toBe(2);
    await expect
      .poll(() => firestore().fields(`contacts/${holderId}`, Contact), { timeout: 30_000 })
      .toEqual({ email: addresses.second, formerAddresses: [] });
  });

  test("are refused with a wrong code, and without any channel", async () => {
    await tell("contact", { email: addresses.third });
    const code = await codeTo(addresses.third);
    const wrong = code === "000000" ? "000001" : "000000";
    const refused = await tell("contact-code", { channel: "email", code: wrong });
    expect(refused).toMatchObject({ status: 422, body: { code: "contact_code_refused" } });
    expect(await tell("contact", { channels: [] })).toMatchObject({
      status: 422,
      body: { code: "malformed_request" },
    });
  });
});
