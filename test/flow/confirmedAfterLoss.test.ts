import { describe, expect, test } from "vitest";
import { contactUnsaid } from "../../functions/src/domain/contact.ts";
import { DeliveringWorld } from "../doubles/deliveringWorld.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const day = 24 * 60;
const phoneNumber = "+819012345678";

/** A holder whose phone was put on hold at the start, and who has nothing but a number, confirmed so long after that. */
async function onHold(confirmedAfter: number) {
  const world = new DeliveringWorld();
  const [holderId] = await world.enrolled();
  const holdId = await world.held();
  const sms = {
    ...{ address: phoneNumber, salt: "salt", hash: "hash", wrongTries: 0, expiresAt: start },
    confirmedAt: minutesLater(confirmedAfter),
  };
  const contact = { ...contactUnsaid(holderId), phoneNumber, codes: { sms } };
  await world.store.transact(async ({ contacts }) => contacts.keep(contact));
  const give = (about: "held" | "released") =>
    world.give({ holderId, about, subject: `holds/${holdId}`, version: 1 });
  return { world, holdId, give };
}

describe("a number that was confirmed after the call that put a phone on hold", () => {
  test("gets the notice of the hold and its reminders by SMS, although they are about that phone", async () => {
    const { world, give } = await onHold(1);
    world.setMinutes(5);
    await give("held");
    world.setMinutes(day);
    await world.remindAll();
    expect(world.codes()).toEqual(["held", "holdUndecided"]);
    expect(world.sms).toHaveLength(2);
    expect(world.stored("reminders")).toMatchObject([{ state: "sent", channel: "sms" }]);
  });

  test("gets the notice that the hold was released", async () => {
    const { world, holdId, give } = await onHold(1);
    world.setMinutes(60);
    await world.releaseHold({ holdId });
    await give("released");
    expect(world.sms).toHaveLength(1);
  });
});

describe("a number that was confirmed before the call", () => {
  test("gets none of them", async () => {
    const { world, give } = await onHold(-1);
    await give("held");
    world.setMinutes(day);
    await world.remindAll();
    expect(world.codes()).toEqual(["held", "holdUndecided"]);
    expect(world.sms).toEqual([]);
  });

  test("doesn't get the notice of the release either, for somebody else may have had it released", async () => {
    const { world, holdId, give } = await onHold(-1);
    world.setMinutes(60);
    await world.releaseHold({ holdId });
    await give("released");
    expect([world.codes(), world.sms]).toEqual([["released"], []]);
    expect(world.stored("notices")).toMatchObject([{ stoppedBecause: "noChannel" }]);
  });
});
