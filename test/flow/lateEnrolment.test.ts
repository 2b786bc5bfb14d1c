import { describe, expect, test } from "vitest";
import { atCounter, type CounterWorld } from "../doubles/counterWorld.ts";
import { certificateIn, issued, newAuthentication, newSigning } from "../doubles/enrolledAnew.ts";
import type { ReminderWorld } from "../doubles/reminderWorld.ts";
import { deviceIn, enrolled, revoke, wipesOf } from "../doubles/resetStory.ts";
import { makerReports } from "../doubles/resets.ts";
import { minutesLater, sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import { sampleRegistration, type World } from "../doubles/world.ts";

async function deviceIdOf(registered: ReturnType<World["register"]>): Promise<string> {
  const decision = await registered;
  if ("refused" in decision) throw new Error(decision.refused);
  return decision.device.deviceId;
}

describe("two enrolments of a phone that come in the other order", () => {
  test("are both kept where each names a kind of its own", async () => {
    const { world, holderId } = await enrolled();
    world.setMinutes(120);
    await world.register(holderId, { certificates: [newSigning], signedAt: minutesLater(119) });
    const late = await world.register(holderId, {
      ...{ certificates: [newAuthentication], signedAt: minutesLater(118) },
    });
    expect(late).toMatchObject({ certificates: [newAuthentication] });
    const deviceId = "device" in late ? late.device.deviceId : "";
    for (const one of [newSigning, newAuthentication])
      expect(certificateIn(world, one)).toMatchObject({ deviceId, state: "valid" });
  });

  test("leave the later one where that has shown each kind since, and what isn't kept isn't answered", async () => {
    const { world, holderId } = await enrolled();
    world.setMinutes(120);
    const later = { certificates: [newSigning, sampleAuthentication] };
    const deviceId = await deviceIdOf(world.register(holderId, later));
    const before = world.documents.all();
    const older = [issued("3", "signing"), sampleAuthentication];
    const late = await world.register(holderId, { certificates: older, signedAt: minutesLater(119) });
    expect(late).toMatchObject({ device: { deviceId }, certificates: [sampleAuthentication] });
    if ("certificates" in late) expect(late.certificates).toHaveLength(1);
    expect(world.documents.all()).toEqual(before);
  });
});

describe("a refresh of what was replaced", () => {
  const replaced = async (stop: (world: ReminderWorld) => Promise<unknown> = async () => undefined) => {
    const story = await enrolled();
    await stop(story.world);
    story.world.setMinutes(120);
    await story.world.register(story.holderId, { certificates: [newSigning, newAuthentication] });
    story.world.setMinutes(130);
    return story;
  };

  test("that was signed before it was replaced, and comes late, revives nothing", async () => {
    const { world, holderId, deviceId } = await replaced();
    await world.register(holderId, { signedAt: minutesLater(119) });
    expect(certificateIn(world, sampleSigning)).toMatchObject({ replacedAt: minutesLater(120) });
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "retired" });
    const { world: other, holderId: another } = await replaced(revoke);
    await other.register(another, { signedAt: minutesLater(119) });
    expect(wipesOf(other)).toMatchObject([{ state: "cancelled" }]);
  });

  test("that was signed since shows that it is there: it is in use, to be held and revoked with all others", async () => {
    const { world, holderId, deviceId } = await replaced();
    await world.register(holderId, { signedAt: minutesLater(129) });
    expect(deviceIn(world, deviceId)).toMatchObject({ state: "active" });
    await world.revoke({ devices: "all", jti: "application-number-2" });
    for (const one of [sampleSigning, sampleAuthentication, newSigning, newAuthentication])
      expect(certificateIn(world, one)).toMatchObject({ state: "revoked" });
    expect(wipesOf(world).map(({ state }) => state)).toEqual(["pending", "pending"]);
  });
});

test("a phone isn't clear while what was taken for replaced has been shown since", async () => {
  const [world, holderId] = await atCounter();
  world.setMinutes(120);
  const both = { certificates: [newSigning, newAuthentication] };
  const deviceId = await deviceIdOf(world.register(holderId, both));
  world.setMinutes(130);
  await world.register(holderId, {});
  await world.revoke({ devices: [deviceId], cause: "handedOn" });
  await eraseOf(world, deviceId);
  const shown = await world.look(await world.checked(holderId, deviceId));
  expect(shown).toMatchObject({ clearance: { verdict: "revokeFirst", isRevoked: false } });
});

/** The phone answers the wipe of an enrolment that all is gone. */
async function eraseOf(world: CounterWorld, deviceId: string): Promise<void> {
  const { wipeId } = Object(world.documents.at(`devices/${deviceId}`));
  const { nonce, certificates } = Object(world.documents.at(`wipes/${wipeId}`));
  const results = certificates.map(({ thumbprint }: { thumbprint: string }) => ({
    ...{ thumbprint, outcome: "erased" },
  }));
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results });
}

test.each([
  ["for the first and the third", [true, false, true]],
  ["for the second", [false, true, false]],
])(
  "a phone that the SEI-TSM vouches for %s alone has one enrolment in use, with all that it has",
  async (_, vouched) => {
    const [first, second, third] = vouched;
    const { world, holderId } = await enrolled({ isProven: first ?? false });
    world.setMinutes(120);
    await world.register(holderId, { certificates: [newSigning], isProven: second ?? false });
    world.setMinutes(130);
    const last = { certificates: [issued("3", "signing")], isProven: third ?? false };
    const deviceId = await deviceIdOf(world.register(holderId, last));
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({ deviceId, state: "valid" });
    const active = world.documents
      .paths("devices")
      .filter((path) => world.documents.at(path)?.state === "active");
    expect(active).toEqual([`devices/${deviceId}`]);
  },
);

test("an app that was installed anew, and is vouched for now and then, never gets the id of an earlier enrolment", async () => {
  const { world, holderId } = await enrolled({ isProven: true });
  const [first, second] = ["M", "N"].map((x) => ({ ...sampleRegistration.deviceKey, x: x.repeat(43) }));
  const enrolments = [
    ...["1", "2", "3"].map((digit) => ({ digit, isProven: false, deviceKey: first })),
    { digit: "4", isProven: true, deviceKey: second },
    { digit: "5", isProven: false, deviceKey: second },
  ];
  const ids: string[] = [];
  for (const [i, { digit, isProven, deviceKey }] of enrolments.entries()) {
    world.setMinutes(120 + i);
    const key = deviceKey ?? sampleRegistration.deviceKey;
    const enrolment = { certificates: [issued(digit, "signing")], isProven, deviceKey: key };
    ids.push(await deviceIdOf(world.register(holderId, enrolment)));
  }
  expect(new Set(ids).size).toBe(5);
  expect(world.documents.paths("devices")).toHaveLength(6);
});

test("what the SEI-TSM couldn't erase isn't said to be erased in the enrolment that takes it over", async () => {
  const { world, holderId } = await enrolled();
  await makerReports(world);
  const [wipe] = wipesOf(world);
  const said = { [sampleSigning.thumbprint]: "erased", [sampleAuthentication.thumbprint]: "failed" } as const;
  await world.tsmReports(wipe?.wipeId ?? "", said);
  world.setMinutes(120);
  const deviceId = await deviceIdOf(world.register(holderId, { certificates: [newSigning] }));
  expect(deviceIn(world, deviceId)).toMatchObject({ matter: { about: "unseen" } });
});
