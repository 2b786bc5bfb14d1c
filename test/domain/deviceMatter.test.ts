import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import {
  closeMatter,
  erasedInForce,
  heardOf,
  nothingErased,
  outdone,
  seen,
  settled,
  stillUsed,
} from "../../functions/src/domain/deviceMatter.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import {
  minutesLater,
  registeredAt,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  start,
} from "../doubles/samples.ts";

const daysLater = (days: number) => minutesLater(days * 24 * 60);

function withMatter(about: "handOver" | "newPhone" | "unseen"): Device {
  return { ...sampleDevice, matter: { about, anchorAt: daysLater(9), reminders: 1, remindAt: daysLater(9) } };
}

const [handOver, newPhone, unseen] = [withMatter("handOver"), withMatter("newPhone"), withMatter("unseen")];
const replaced: Device = { ...sampleDevice, state: "replaced" };

describe("a phone that was just in contact", () => {
  test.each([
    ["for the first time", sampleDevice],
    ["again", unseen],
  ])("%s counts as unseen 60 days from then, with no reminder behind it", (_, device) => {
    expect(seen(device, nothingErased, { rules: sampleRules, now: daysLater(2) })).toEqual({
      ...device,
      matter: { about: "unseen", anchorAt: daysLater(62), reminders: 0, remindAt: daysLater(62) },
    });
  });

  test.each([
    ["to be handed over", handOver],
    ["out of use, as another one was enrolled", newPhone],
  ])("stays one that is %s", (_, device) => {
    expect(seen(device, nothingErased, { rules: sampleRules, now: daysLater(2) })).toBe(device);
  });

  test("and isn't active has no matter", () => {
    expect(seen(replaced, nothingErased, { rules: sampleRules, now: start })).toBe(replaced);
  });
});

describe("when its clock has come, a phone that", () => {
  test("asked for its commands since is unseen only 60 days from then", () => {
    const heard = { ...unseen, lastSeenAt: daysLater(5) };
    expect(heardOf(heard, sampleRules)).toEqual({
      ...heard,
      matter: { about: "unseen", anchorAt: daysLater(65), reminders: 0, remindAt: daysLater(65) },
    });
  });

  test("wasn't heard of stays unseen", () => {
    const silent = { ...unseen, lastSeenAt: daysLater(9 - 60) };
    expect(heardOf(silent, sampleRules)).toBe(silent);
  });

  test("has another matter keeps it", () => {
    expect(heardOf({ ...newPhone, lastSeenAt: daysLater(5) }, sampleRules).matter).toBe(newPhone.matter);
  });
});

describe("when another phone is enrolled, a phone", () => {
  test.each([
    ["without a matter", sampleDevice],
    ["that isn't seen", unseen],
  ])("%s has to be asked after", (_, device) => {
    expect(outdone(device, sampleRules, daysLater(2)).matter).toEqual({
      about: "newPhone",
      anchorAt: daysLater(2),
      reminders: 0,
      remindAt: daysLater(3),
    });
  });

  test.each([
    ["to be handed over", handOver],
    ["asked after already", newPhone],
    ["that isn't active", replaced],
  ])("%s stays as it is", (_, device) => {
    expect(outdone(device, sampleRules, daysLater(2))).toBe(device);
  });
});

test("once its certificates are revoked only a hand-over stays", () => {
  expect(settled(handOver)).toBe(handOver);
  for (const device of [newPhone, unseen, sampleDevice]) expect(settled(device)).toEqual(sampleDevice);
  expect(closeMatter(handOver)).toEqual(sampleDevice);
});

describe("a phone whose certificates a reset erased in force", () => {
  const inForce = [{ state: "valid" }, { state: "revoked" }] as const;
  const moment = { rules: sampleRules, now: daysLater(2) };

  test.each([
    ["nothing", sampleDevice],
    ["silence", unseen],
    ["another phone beside it", newPhone],
    ["a day of hand-over", handOver],
  ])("has that to be told of, instead of %s", (_, device) => {
    expect(erasedInForce(device, inForce, moment).matter).toEqual({
      ...{ about: "erasedNotRevoked", anchorAt: daysLater(2), reminders: 0, remindAt: daysLater(3) },
    });
  });

  test("is told of it from the first time on, and of nothing once none is in force or it is out of use", () => {
    const told = erasedInForce(sampleDevice, inForce, moment);
    expect(erasedInForce(told, inForce, { ...moment, now: daysLater(9) })).toBe(told);
    expect(erasedInForce(sampleDevice, [{ state: "expired" }], moment)).toBe(sampleDevice);
    const retired = { ...sampleDevice, state: "retired" } as const;
    expect(erasedInForce(retired, inForce, moment)).toBe(retired);
  });

  test("keeps it when another phone is enrolled, or its holder says that it is still used", () => {
    const told = erasedInForce(sampleDevice, inForce, moment);
    expect(outdone(told, sampleRules, daysLater(3))).toBe(told);
    expect(stillUsed(told, sampleRules, daysLater(3))).toBe(told);
    expect(settled(told)).not.toHaveProperty("matter");
  });

  const both = [sampleSigning, sampleAuthentication];
  const [signing = "", authentication = ""] = both.map(({ certificateId }) => certificateId);
  test.each([
    ["with all of them since", 3, [], "unseen"],
    ["before, and was heard only now", 1, [], "erasedNotRevoked"],
    ["with the other one only", 3, [{ certificateId: signing, at: daysLater(1) }], "erasedNotRevoked"],
    [
      "with each of them since, though not at once",
      3,
      [{ certificateId: signing, at: daysLater(2.5) }],
      "unseen",
    ],
  ] as const)("a registration signed %s decides whether it is refuted", (_, signed, shownBefore, about) => {
    const told = erasedInForce(sampleDevice, inForce, moment);
    const back = registeredAt(daysLater(signed), { ...told, shownBefore, seenAt: daysLater(4) });
    expect(
      seen(back, { own: both, wipes: [] }, { rules: sampleRules, now: daysLater(4) }).matter?.about,
    ).toBe(about);
  });

  test("has it refuted by those alone that are in force", () => {
    const told = erasedInForce(sampleDevice, inForce, moment);
    const shownBefore = [{ certificateId: authentication, at: daysLater(1) }];
    const back = registeredAt(daysLater(3), { ...told, shownBefore, seenAt: daysLater(4) });
    const own = [sampleSigning, { ...sampleAuthentication, state: "revoked" as const }];
    expect(seen(back, { own, wipes: [] }, { rules: sampleRules, now: daysLater(4) }).matter?.about).toBe(
      "unseen",
    );
  });
});
