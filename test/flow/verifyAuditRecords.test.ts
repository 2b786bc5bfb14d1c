import { beforeEach, describe, expect, test } from "vitest";
import { entryPath as entry, refuseAnswers, tellAuditStory, verifyStory } from "../doubles/auditStory.ts";
import type { StaffWorld } from "../doubles/staffWorld.ts";

let world: StaffWorld;
let holder: string;
let device: string;
beforeEach(async () => {
  ({ world, holder, device } = await tellAuditStory());
});

const verify = () => verifyStory(world);
const headOf = (chain: string) => Object(world.documents.at(chain)?.auditHead);

describe("outside of the chains there shows", () => {
  test("a device whose record was deleted", async () => {
    const { sequence } = headOf(device);
    world.documents.remove(device);
    const { breaks } = await verify();
    expect(breaks).toContain(`${device}: was registered, but its record is gone`);
    expect(breaks.filter((line) => line.includes("belongs to no chain"))).toHaveLength(sequence);
  });

  test("a device whose record was deleted, and nothing else: what the holder's chain tells since is in its place", async () => {
    world.documents.remove(device);
    await refuseAnswers(world, 1);
    expect(headOf(holder)).toMatchObject({ sequence: 3 });
    const { breaks } = await verify();
    expect(breaks.filter((line) => line.startsWith(holder))).toEqual([]);
    expect(breaks).toContain(`${device}: was registered, but its record is gone`);
  });

  test("a device that was deleted with all its entries", async () => {
    const { sequence } = headOf(device);
    for (let at = 1; at <= sequence; at += 1) world.documents.remove(entry(device, at));
    world.documents.remove(device);
    expect((await verify()).breaks).toEqual([`${device}: was registered, but its record is gone`]);
  });

  test("a device that was deleted with all its entries and the one on its registration", async () => {
    const { sequence } = headOf(device);
    for (let at = 1; at <= sequence; at += 1) world.documents.remove(entry(device, at));
    world.documents.remove(device);
    world.documents.remove(entry(holder, 2));
    expect((await verify()).breaks).toEqual([`${holder}: the head is at 2, the last entry is 1`]);
  });

  test("a device that nothing tells the registration of", async () => {
    const fields = world.documents.at(device) ?? {};
    const made = `devices/${"9".repeat(64)}`;
    const auditHead = { sequence: 0, hash: headOf(holder).hash };
    world.documents.edit(made, { ...fields, deviceId: "9".repeat(64), auditHead });
    expect((await verify()).breaks).toEqual([`${made}: no entry of its holder tells of its registration`]);
  });

  test("a device that was given to another holder", async () => {
    const [, other = ""] = world.documents.paths("holders");
    world.documents.edit(device, { holderId: other.slice("holders/".length) });
    expect((await verify()).breaks.toSorted()).toEqual([
      `${device}: no entry of its holder tells of its registration`,
      `${device}: was registered by another holder than its record names`,
    ]);
  });

  test("a holder whose record was deleted, by what is left of the story", async () => {
    world.documents.remove(holder);
    expect((await verify()).breaks.toSorted()).toEqual(
      [
        `${device}: its holder isn't kept`,
        `${entry(holder, 1)}: belongs to no chain: nobody has the one that it names`,
        `${entry(holder, 2)}: belongs to no chain: nobody has the one that it names`,
      ].toSorted(),
    );
  });

  test("an entry that was added under an id of its own", async () => {
    const first = world.documents.at(entry(device, 1)) ?? {};
    world.documents.edit("audit/made-up", first);
    world.documents.edit("audit/worse", { ...first, chain: "devices/../holders" });
    expect((await verify()).breaks).toEqual([
      "audit/made-up: belongs to no chain: its id isn't that of its place",
      "audit/worse: belongs to no chain: nobody has the one that it names",
    ]);
  });
});
