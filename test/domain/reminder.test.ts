import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import { isStillOf, remind, reminderWith } from "../../functions/src/domain/reminder.ts";
import { endTry } from "../../functions/src/domain/sending.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);
const subject = `devices/${sampleDevice.deviceId}`;
const what = { holderId: "holder-1", about: "unseen", subject, anchorAt: start, number: 1 } as const;
const made = remind(what, daysLater(1));

test("a reminder comes due at once, under an id that says nothing", () => {
  expect(made).toEqual({
    ...{ reminderId: made.reminderId, holderId: "holder-1", about: "unseen", subject, number: 1 },
    ...{ state: "due", dueAt: daysLater(1), tries: 0, nextStepAt: daysLater(1) },
  });
  expect(made.reminderId).toMatch(/^[0-9a-f]{64}$/);
});

test("the same reminder has the same id whenever it is made, any other one another", () => {
  expect(remind(what, daysLater(2)).reminderId).toBe(made.reminderId);
  const others = [
    { ...what, number: 2 },
    { ...what, about: "newPhone" as const },
    { ...what, subject: "devices/other" },
    { ...what, anchorAt: daysLater(1) },
  ].map((one) => remind(one, daysLater(1)).reminderId);
  expect(new Set([made.reminderId, ...others]).size).toBe(5);
});

test("what becomes of its sending replaces the sending and nothing else", () => {
  const sent = reminderWith(made, endTry(made, { channel: "push" }, daysLater(2)));
  const { nextStepAt, ...rest } = made;
  expect(sent).toEqual({ ...rest, state: "sent", sentAt: daysLater(2), channel: "push" });
});

describe("a reminder that was made is still of what is open", () => {
  const matter = { about: "unseen", anchorAt: start, reminders: 1, remindAt: daysLater(30) } as const;
  const device: Device = { ...sampleDevice, matter };

  test("while nothing changes", () => {
    expect(isStillOf(made, device)).toBe(true);
  });

  test.each<[string, Device]>([
    ["no more once the matter is closed", sampleDevice],
    ["no more once another took its place", { ...device, matter: { ...matter, about: "newPhone" } }],
    ["no more once its day was changed", { ...device, matter: { ...matter, anchorAt: daysLater(3) } }],
    ["no more once the phone was heard from", { ...device, lastSeenAt: daysLater(2) }],
  ])("%s", (_, changed) => {
    expect(isStillOf(made, changed)).toBe(false);
  });

  test("though the phone was heard from, where that isn't what it is about", () => {
    const newPhone = remind({ ...what, about: "newPhone" }, daysLater(1));
    const heard: Device = { ...device, matter: { ...matter, about: "newPhone" }, lastSeenAt: daysLater(2) };
    expect(isStillOf(newPhone, heard)).toBe(true);
  });
});
