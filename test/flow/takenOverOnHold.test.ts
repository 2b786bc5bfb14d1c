import { describe, expect, test } from "vitest";
import { certificateIn, enrolledAnew } from "../doubles/enrolledAnew.ts";
import { caTells } from "../doubles/partners.ts";
import { eraseIn } from "../doubles/proofs.ts";
import { authentication, wipesOf } from "../doubles/resetStory.ts";
import { sampleAuthentication } from "../doubles/samples.ts";

describe("what is on hold stays on that hold in the new enrolment:", () => {
  const held = async () => {
    const holds: string[] = [];
    const story = await enrolledAnew(async ({ world }) => {
      await caTells(world, { kind: "detailsChanged" });
      await eraseIn(world);
      holds.push(await world.held());
    });
    return { ...story, holdId: holds[0] ?? "" };
  };

  test("its release is the new enrolment's", async () => {
    const { world, deviceId, holdId } = await held();
    expect(certificateIn(world, sampleAuthentication)).toMatchObject({ deviceId, state: "onHold" });
    const shown = await world.releaseHold({ holdId });
    expect(shown).toMatchObject({ devices: [{ device: { deviceId }, certificates: [{ state: "valid" }] }] });
  });

  test("nobody writes to the phone in question about it, under whichever enrolment it is known", async () => {
    const { world, holderId, deviceId, holdId } = await held();
    await world.give({ holderId, about: "held", subject: `holds/${holdId}`, version: 1 });
    expect(world.messages.at(-1)).toMatchObject({ message: { code: "held" }, notTo: [deviceId] });
    world.setMinutes(10 * 24 * 60);
    await world.remindAll();
    expect(world.messages.at(-1)).toMatchObject({ message: { code: "holdUndecided" }, notTo: [deviceId] });
  });

  test("what doesn't come back is wiped there", async () => {
    const { world, deviceId, holdId } = await held();
    world.returning = [];
    await world.releaseHold({ holdId });
    expect(wipesOf(world).at(-1)).toMatchObject({ deviceId, certificates: [{ thumbprint: authentication }] });
  });
});
