import { describe, expect, test } from "vitest";
import { HoldWorld } from "../doubles/holdWorld.ts";

const unknown = { refused: "holder_unknown" };

async function enrolled() {
  const world = new HoldWorld();
  const [holderId, deviceId] = await world.enrolled();
  return { world, holderId, deviceId };
}

function acts(world: HoldWorld) {
  return world.documents.paths("audit").map((path) => {
    const { act, actor, method, subjects, chain } = world.documents.at(path) ?? {};
    return { act, actor, method, subjects, chain };
  });
}

describe("the blocking word", () => {
  test("lets the hold through however it is written, and is not kept with it", async () => {
    const { world, holderId } = await enrolled();
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    const shown = await world.placeHold({ blockingWord: "サ クラ", identifiedBy: "blockingWord" });
    expect(shown).toMatchObject({ hold: { state: "open", identifiedBy: "blockingWord" } });
    expect(JSON.stringify(world.documents.all())).not.toMatch(/さくら|サ ?クラ/);
  });

  test("said wrong five times is locked for an hour, and each try is audited once", async () => {
    const { world, holderId } = await enrolled();
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    for (let number = 1; number <= 5; number += 1) {
      const request = { requestId: `guess number ${number}`, blockingWord: "うめ" };
      expect(await world.placeHold(request)).toMatchObject(unknown);
      expect(await world.placeHold(request)).toMatchObject(unknown);
    }
    const refusals = acts(world).filter(({ act }) => act === "holdRefused");
    expect(refusals).toHaveLength(5);
    expect(refusals[0]).toMatchObject({
      actor: "agent",
      subjects: [`holdChoices/${holderId}`, "staff/agent-1"],
    });
    expect(await world.placeHold({ blockingWord: "さくら" })).toMatchObject(unknown);
    world.setMinutes(60);
    expect(await world.placeHold({ blockingWord: "さくら" })).toMatchObject({ hold: { state: "open" } });
    expect(world.documents.at(`holdChoices/${holderId}`)).toMatchObject({ wrongTries: 0 });
  });

  test("guessed anew under the same request id is another try each time", async () => {
    const { world, holderId } = await enrolled();
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    for (const blockingWord of ["うめ", "もも", "きく", "ふじ", "はぎ"])
      expect(await world.placeHold({ blockingWord })).toMatchObject(unknown);
    expect(acts(world).filter(({ act }) => act === "holdRefused")).toHaveLength(5);
    expect(await world.placeHold({ blockingWord: "さくら" })).toMatchObject(unknown);
    expect(world.documents.paths("holds")).toEqual([]);
  });

  test("that is locked never keeps the holder from revoking by card", async () => {
    const { world, holderId } = await enrolled();
    await world.setHoldChoice({ holderId, blockingWord: "さくら" });
    for (let number = 1; number <= 5; number += 1)
      await world.placeHold({ requestId: `guess number ${number}`, blockingWord: "うめ" });
    expect(await world.revoke()).toMatchObject({ devices: [{ certificates: [{ state: "revoked" }, {}] }] });
  });

  test("isn't asked of whoever set none", async () => {
    const { world } = await enrolled();
    expect(await world.placeHold({ blockingWord: "うめ" })).toMatchObject({ hold: { state: "open" } });
  });
});

test("the audit tells which agent released, and whose caller said a wrong word", async () => {
  const { world, holderId, deviceId } = await enrolled();
  const holdId = await world.held();
  await world.setHoldChoice({ holderId, blockingWord: "さくら" });
  const asked = { holdId, agentId: "agent-2", identifiedBy: "callBackAndWord" } as const;
  await world.releaseHold({ ...asked, blockingWord: "うめ" });
  await world.releaseHold({ ...asked, blockingWord: "さくら" });
  const [refused, released] = world.documents
    .paths("audit")
    .slice(-2)
    .map((path) => world.documents.at(path));
  expect(refused).toMatchObject({
    act: "holdRefused",
    subjects: [`holdChoices/${holderId}`, "staff/agent-2"],
  });
  const wipeId = world.documents.at(`devices/${deviceId}`)?.wipeId;
  expect(released).toMatchObject({
    act: "holdReleased",
    subjects: [`devices/${deviceId}`, `holds/${holdId}`, `wipes/${wipeId}`, "staff/agent-2"],
  });
});
