import { describe, expect, test } from "vitest";
import type { Outcome } from "../../functions/src/domain/wipe.ts";
import { sampleDevice } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

const signing = "s".repeat(43);
const authentication = "t".repeat(43);

/** The phone's answer to version 1 of a wipe's command; "id-3" is the nonce that the world's third id made. */
function answer(wipeId: string, outcomes: Readonly<Record<string, Outcome>>, seq = 1) {
  const results = Object.entries(outcomes).map(([thumbprint, outcome]) => ({ thumbprint, outcome }));
  return { commandId: `${wipeId}.1`, nonce: "id-3", seq, results };
}

async function sentWipe(): Promise<[World, string]> {
  const world = new World();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  return [world, wipeId];
}

const both = { [signing]: "erased", [authentication]: "alreadyAbsent" } as const;

test("erased or already absent for every certificate confirms, on the device's signature", async () => {
  const [world, wipeId] = await sentWipe();
  world.setMinutes(3);
  expect(await world.acknowledge(answer(wipeId, both))).toMatchObject({
    wipeState: "confirmed",
    isComplete: true,
  });
  const wipe = world.documents.at(`wipes/${wipeId}`);
  expect(wipe).toMatchObject({ state: "confirmed", evidence: "deviceSigned", endedAt: world.clock() });
  expect(wipe).not.toHaveProperty("nextStepAt");
  expect(world.documents.at(`devices/${wipe?.deviceId}`)).toMatchObject({
    erasure: "confirmed",
    lastSeenAt: world.clock(),
  });
});

test("a partial answer keeps the rest open, and a second one completes it", async () => {
  const [world, wipeId] = await sentWipe();
  const partial = { [signing]: "erased", [authentication]: "notNow" } as const;
  expect(await world.acknowledge(answer(wipeId, partial, 1))).toMatchObject({
    wipeState: "deferred",
    isComplete: false,
  });
  const rest = { [authentication]: "erased" } as const;
  expect(await world.acknowledge(answer(wipeId, rest, 2))).toMatchObject({ wipeState: "confirmed" });
});

test("a duplicate is answered as the first time and changes nothing, also when both come at once", async () => {
  const [world, wipeId] = await sentWipe();
  const [one, other] = await Promise.all([
    world.acknowledge(answer(wipeId, both)),
    world.acknowledge(answer(wipeId, both)),
  ]);
  const before = world.documents.all();
  world.setMinutes(60);
  expect(await world.acknowledge(answer(wipeId, both))).toEqual(one);
  expect(other).toEqual(one);
  expect(world.documents.all()).toEqual(before);
});

test("another answer under the same number is kept in the audit and changes nothing else", async () => {
  const [world, wipeId] = await sentWipe();
  const first = await world.acknowledge(answer(wipeId, both));
  const contradiction = { [signing]: "failed", [authentication]: "failed" } as const;
  expect(await world.acknowledge(answer(wipeId, contradiction))).toEqual(first);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed" });
  const acts = world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
  expect(acts).toContain("acknowledgementContradicted");
});

test("a later contradiction under a new number doesn't undo a confirmation", async () => {
  const [world, wipeId] = await sentWipe();
  await world.acknowledge(answer(wipeId, both, 1));
  await world.acknowledge(answer(wipeId, { [signing]: "mismatch", [authentication]: "mismatch" }, 2));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "confirmed",
    evidence: "deviceSigned",
  });
});

test("an answer after the wipe got stuck still confirms it", async () => {
  const [world, wipeId] = await sentWipe();
  await world.acknowledge(answer(wipeId, { [signing]: "failed", [authentication]: "erased" }, 1));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck", cause: "deviceError" });
  await world.acknowledge(answer(wipeId, { [signing]: "erased" }, 2));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed" });
});

describe("is refused in one and the same way, with no change of state,", () => {
  const refused = { refused: "acknowledgement_refused" };
  const newPhone = { ...sampleDevice.deviceKey, x: "N".repeat(43) };

  test("for a wipe that isn't there, for another phone's signature and for a wrong nonce", async () => {
    const [world, wipeId] = await sentWipe();
    const before = world.documents.at(`wipes/${wipeId}`);
    const answers = [
      await world.acknowledge({ ...answer(wipeId, both), commandId: "no-such-wipe.1" }),
      await world.acknowledge(answer(wipeId, both), newPhone),
      await world.acknowledge({ ...answer(wipeId, both), nonce: "another-nonce" }),
    ];
    expect(answers).toMatchObject([refused, refused, refused]);
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(world.documents.at(`wipes/${wipeId}`)).toEqual(before);
  });

  test("for a version of the command that was never given out", async () => {
    const [world, wipeId] = await sentWipe();
    for (const version of ["0", "2", "x", "1.5", ""])
      expect(
        await world.acknowledge({ ...answer(wipeId, both), commandId: `${wipeId}.${version}` }),
      ).toMatchObject(refused);
  });

  test("leaving an audit entry with the wipe's holder", async () => {
    const [world, wipeId] = await sentWipe();
    await world.acknowledge(answer(wipeId, both), newPhone);
    const acts = world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
    expect(acts.at(-1)).toBe("acknowledgementRefused");
  });
});
