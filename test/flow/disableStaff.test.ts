import { expect, test } from "vitest";
import { disableStaff } from "../../functions/src/flow/disableStaff.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";

async function withAgent(): Promise<StaffWorld> {
  const world = new StaffWorld();
  await world.add("agent");
  world.setMinutes(5);
  world.accounts.made.length = 0;
  return world;
}

test("who is disabled has no account, no role and no session any more, and the audit tells", async () => {
  const world = await withAgent();
  expect(await world.disable()).toMatchObject({ staffId: "staff-1", state: "disabled" });
  expect(world.accounts.kept.get("staff-1")).toMatchObject({
    isDisabled: true,
    claims: {},
    signInsCountFrom: world.clock(),
  });
  expect(world.told()).toEqual([
    ["staffAdded", "staff/staff-1"],
    ["staffDisabled", "staff/staff-1"],
  ]);
});

test("a repeat changes nothing", async () => {
  const world = await withAgent();
  await world.disable();
  const before = world.documents.all();
  world.setMinutes(9);
  world.accounts.made.length = 0;
  await world.disable();
  expect(world.accounts.made).toEqual([]);
  expect(world.documents.all()).toEqual(before);
});

test.each(["setClaims", "endSessions"])(
  "a crash before %s leaves the account disabled already",
  async (crash) => {
    const world = await withAgent();
    world.accounts.before = (change) => {
      if (change === crash) throw new Error("crash");
    };
    await expect(world.disable()).rejects.toThrow("crash");
    expect(world.accounts.kept.get("staff-1")?.isDisabled).toBe(true);
    world.accounts.before = () => {};
    await world.disable();
    expect(world.accounts.kept.get("staff-1")?.claims).toEqual({});
    expect(world.told()).toHaveLength(2);
  },
);

test("the audit doesn't say disabled while the account still works", async () => {
  const world = await withAgent();
  world.accounts.before = () => expect(world.told()).toHaveLength(1);
  await world.disable();
  expect(world.accounts.made).toEqual(["disable", "setClaims", "endSessions"]);
});

test("somebody who isn't staff is refused, with an account or without", async () => {
  const world = await withAgent();
  await world.accounts.create("bob@staff.example");
  expect(await world.disable("bob@staff.example")).toMatchObject({ refused: "malformed_request" });
  expect(await world.disable("eve@staff.example")).toMatchObject({ refused: "malformed_request" });
  expect(world.told()).toHaveLength(1);
});

test("somebody whose account is gone is still recorded as disabled, by id", async () => {
  const world = await withAgent();
  world.accounts.kept.clear();
  expect(await disableStaff({ staffId: "staff-1" }, world.services)).toMatchObject({ state: "disabled" });
  expect(world.told()).toHaveLength(2);
});
