import { describe, expect, test } from "vitest";
import { ContactWorld } from "../doubles/contactWorld.ts";
import { start } from "../doubles/samples.ts";

const former = (channel: "email" | "sms", address: string) => ({
  messageId: `message to ${channel}`,
  channel,
  address,
  changedAt: start,
});
const both = [former("email", "old@example.jp"), former("sms", "+819011112222")];

async function owing() {
  const world = new ContactWorld();
  const [holderId] = await world.enrolled();
  await world.reachable(holderId, { email: "new@example.jp", formerAddresses: both });
  const left = () => Object(world.documents.at(`contacts/${holderId}`)).formerAddresses;
  return { world, holderId, left };
}

test("each address that isn't used any more is told so, there and nowhere else, and nothing is owed then", async () => {
  const { world, holderId, left } = await owing();
  await world.tellFormer(holderId);
  expect(world.mails()).toMatchObject([
    { messageId: "message to email", to: "old@example.jp", message: { subject: "contactChanged in ja" } },
  ]);
  expect(world.sms).toMatchObject([{ messageId: "message to sms", to: "+819011112222" }]);
  expect(left()).toEqual([]);
});

test("an event that comes again finds nothing to tell, nor does one for a contact that is gone", async () => {
  const { world, holderId } = await owing();
  await world.tellFormer(holderId);
  const before = world.documents.all();
  await world.tellFormer(holderId);
  await world.tellFormer("nobody");
  expect(world.documents.all()).toEqual(before);
  expect(world.sms).toHaveLength(1);
});

test("after a crash before it was noted, the same mail and the same SMS are sent again", async () => {
  const { world, holderId } = await owing();
  await world.tellFormer(holderId);
  world.documents.edit(`contacts/${holderId}`, { formerAddresses: both });
  await world.tellFormer(holderId);
  expect(world.mails()).toHaveLength(1);
  expect(new Set(world.sms.map(({ messageId }) => messageId)).size).toBe(1);
});

describe("an address that can't be told", () => {
  test("now stays owed, and fails so that the platform calls again; the others are done", async () => {
    const { world, holderId, left } = await owing();
    world.gateway = async () => "unavailable";
    await expect(world.tellFormer(holderId)).rejects.toThrow("couldn't be told yet");
    expect(left()).toMatchObject([{ address: "+819011112222" }]);
    world.gateway = async () => "sent";
    await world.tellFormer(holderId);
    expect(left()).toEqual([]);
    expect(world.mails()).toHaveLength(1);
  });

  test("for good is let go", async () => {
    const { world, holderId, left } = await owing();
    world.gateway = async () => "refused";
    await world.tellFormer(holderId);
    expect(left()).toEqual([]);
  });
});

test("an address that is given up meanwhile stays owed", async () => {
  const { world, holderId, left } = await owing();
  world.gateway = async () => {
    await world.setContact({ holderId, email: null });
    return "sent";
  };
  await world.tellFormer(holderId);
  expect(left()).toMatchObject([{ address: "new@example.jp" }]);
});

test("the log says what came of it and names no address", async () => {
  const { world, holderId } = await owing();
  await world.tellFormer(holderId);
  expect(world.said).toEqual([
    ["former_address_told", { outcome: "sent" }],
    ["former_address_told", { outcome: "sent" }],
  ]);
});

test("a number isn't told while it may ring on a phone in other hands, and nothing is owed to it then; mail is", async () => {
  const { world, holderId, left } = await owing();
  for (const path of world.documents.paths("certificates"))
    world.documents.edit(path, { state: "onHold", holds: [{ holdId: "hold-1", heldAt: start }] });
  await world.tellFormer(holderId);
  expect([world.sms, world.mails().length, left()]).toEqual([[], 1, []]);
  expect(world.said).toContainEqual(["former_address_told", { outcome: "withheld" }]);
});
