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

test("a notice whose mail never came goes by SMS, once", { timeout: 180_000 }, async () => {
  const { phones, outbox } = addressesOfStack();
  const client = phonesClient(phones.url);
  const phone = await client.newPhone(await client.newHolder(), "Sample 8");
  await client.enrol(phone);
  await client.setContact(phone, { email, phoneNumber });
  await client.confirmContact(phone, { channel: "email", code: await codeTo(email) });
  await client.confirmContact(phone, { channel: "sms", code: await codeTo(phoneNumber) });
  // The mail with the code has to be gone by now, or the fault would be its own.
  await expect.poll(() => notesOf(email), { timeout: 45_000 }).toEqual(["SUCCESS"]);
  await postJson(`${outbox.url}/faults`, { kind: "error", to: email });
  await client.stopUsing(phone, { cause: "stoppedUsing" });
  await expect.poll(() => notesOf(email), { timeout: 45_000 }).toContain("ERROR");
  // The mail about the erasure fails as well, and its SMS may overtake this one.
  const revoked = async () => (await sentTo(phoneNumber)).filter(({ text }) => text.includes("失効"));
  await expect.poll(revoked, { timeout: 45_000 }).toMatchObject([{ kind: "SMS", note: "taken" }]);
});
