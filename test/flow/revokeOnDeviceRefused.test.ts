import { describe, expect, test } from "vitest";
import { enrolledWorld, revokeOnPhone, signedByAuthentication } from "../doubles/revokeOnPhone.ts";
import { sampleSigning } from "../doubles/samples.ts";
import { sampleRegistration } from "../doubles/world.ts";

describe("is refused, and nothing changes,", () => {
  const stranger = { certificateId: "7".repeat(64), thumbprint: "u".repeat(43) };

  test("for another phone's certificate, another holder's and one that isn't there, in the same words", async () => {
    const { world, holderId } = await enrolledWorld();
    const [first, second] = sampleRegistration.certificates;
    if (!first || !second) throw new Error("the sample has two certificates");
    const other = { ...first, certificateId: "8".repeat(64), thumbprint: "v".repeat(43) };
    await world.register(holderId, { secureElement: "f".repeat(64), certificates: [other] });
    const before = world.documents.all();
    const answers = [
      await revokeOnPhone(world, { certificates: [other.thumbprint] }),
      await revokeOnPhone(world, { certificates: [sampleSigning.thumbprint, other.thumbprint] }),
      await revokeOnPhone(world, { certificates: ["w".repeat(43)] }),
      await revokeOnPhone(world, { signedBy: stranger }),
      await revokeOnPhone(world, { signedBy: other, certificates: [second.thumbprint] }),
      await revokeOnPhone(world, { signedBy: { ...stranger, certificateId: first.certificateId } }),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ refused: "certificate_unknown" });
    expect(world.documents.all()).toEqual(before);
  });

  test.each(["movedToNewPhone", "lost", "stolen"] as const)("for the cause %s", async (cause) => {
    const { world } = await enrolledWorld();
    const before = world.documents.all();
    expect(await revokeOnPhone(world, { cause })).toMatchObject({ refused: "cause_not_allowed" });
    expect(world.documents.all()).toEqual(before);
  });

  test("signed with an expired certificate", async () => {
    const { world } = await enrolledWorld();
    world.documents.edit(`certificates/${sampleSigning.certificateId}`, { state: "expired" });
    const before = world.documents.all();
    expect(await revokeOnPhone(world)).toMatchObject({ refused: "certificate_expired" });
    expect(world.documents.all()).toEqual(before);
  });

  test("through an enrolment that a later one has taken its certificates from", async () => {
    const { world, holderId } = await enrolledWorld();
    const [kept, replaced] = sampleRegistration.certificates;
    if (!kept || !replaced) throw new Error("the sample has two certificates");
    const fresh = { ...replaced, certificateId: "9".repeat(64), thumbprint: "9".repeat(43) };
    await world.register(holderId, { certificates: [kept, fresh] });
    expect(await revokeOnPhone(world, { certificates: [replaced.thumbprint] })).toMatchObject({
      refused: "certificate_unknown",
    });
    await revokeOnPhone(world);
    expect(world.documents.at(`certificates/${replaced.certificateId}`)).toMatchObject({ state: "valid" });
    expect(world.documents.at(`certificates/${fresh.certificateId}`)).toMatchObject({ state: "revoked" });
  });
});

test("an application that finds revoked all that it names is refused, and nothing is written, however many there are", async () => {
  const { world } = await enrolledWorld();
  const certificates = [sampleSigning.thumbprint];
  await revokeOnPhone(world, { certificates });
  const before = world.documents.all();
  const again = { jti: "on-device-number-2", certificates, signedBy: signedByAuthentication };
  expect(await revokeOnPhone(world, again)).toMatchObject({ refused: "certificate_revoked" });
  expect(world.documents.all()).toEqual(before);
});
