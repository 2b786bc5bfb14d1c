import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { postJson } from "../stack/phones/holder.ts";

const Sent = z.array(z.object({ kind: z.string(), to: z.string(), text: z.string(), note: z.string() }));

/** Of this run alone: a stack that stays up has the mails of the runs before. */
const run = randomInt(10_000_000, 100_000_000);
const [email, phoneNumber] = [`failing-${run}@example.jp`, `+8190${run}`];

/** What went to an address so far, mail or SMS, as the outbox's page has it. */
async function sentTo(address: string) {
  const response = await fetch(`${addressesOfStack().outbox.url}/messages`);
  return Sent.parse(await response.json()).filter(({ to }) => to === address);
}

async function notesOf(address: string): Promise<string[]> {
  return (await sentTo(address)).map(({ note }) => note);
}

async function codeTo(address: string): Promise<string> {
  await expect.poll(() => sentTo(address), { timeout: 45_000 }).not.toEqual([]);
  const [code = ""] = (await sentTo(address)).at(-1)?.text.match(/\d{6}/) ?? [];
  return code;
}

test("notices whose mails never came go by SMS, each once", { timeout: 180_000 }, async () => {
  const { phones, outbox } = addressesOfStack();
  const client = phonesClient(phones.url);
  const phone = await client.newPhone(await client.newHolder(), "Sample 8");
  await client.enrol(phone);
  await client.setContact(phone, { email, phoneNumber });
  await client.confirmContact(phone, { channel: "email", code: await codeTo(email) });
  await client.confirmContact(phone, { channel: "sms", code: await codeTo(phoneNumber) });
  // The mail with the code has to be gone by now, or the fault would be its own.
  await expect.poll(() => notesOf(email), { timeout: 45_000 }).toEqual(["SUCCESS"]);
  await postJson(`${outbox.url}/faults`, { kind: "error", to: email, count: 2 });
  await client.stopUsing(phone, { cause: "stoppedUsing" });
  // The mails about the revocation and about the erasure, in whichever order they come; the code's SMS is there already.
  await expect.poll(() => notesOf(email), { timeout: 45_000 }).toEqual(["SUCCESS", "ERROR", "ERROR"]);
  await expect.poll(() => notesOf(phoneNumber), { timeout: 45_000 }).toEqual(["taken", "taken", "taken"]);
  const texts = (await sentTo(phoneNumber)).map(({ text }) => text);
  expect(new Set(texts).size).toBe(3);
});
