import { expect, test } from "vitest";
import { addStaff } from "../../functions/src/flow/addStaff.ts";
import { addShop } from "../../functions/src/flow/changeShop.ts";
import { sampleHolder } from "../doubles/samples.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";

test("somebody new gets an account, a record, an audit entry, a role, and a link for a password", async () => {
  const world = new StaffWorld();
  const added = await world.add("agent");
  expect(added).toMatchObject({
    staff: { staffId: "staff-1", role: "agent", state: "active" },
    passwordLink: "https://auth.example/set-password?for=17",
  });
  expect(world.accounts.kept.get("staff-1")?.claims).toEqual({ role: "agent" });
  expect(world.documents.at("staff/staff-1")).toMatchObject({ role: "agent", state: "active" });
  expect(world.told()).toEqual([["staffAdded", "staff/staff-1"]]);
});

test("the e-mail address is kept with the account alone", async () => {
  const world = new StaffWorld();
  await world.add();
  expect(JSON.stringify(world.documents.all())).not.toContain("ann@");
});

test("a repeat tells nothing again and touches the account for a new link only", async () => {
  const world = new StaffWorld();
  await world.add("agent");
  world.setMinutes(5);
  world.accounts.made.length = 0;
  await world.add("agent");
  expect(world.accounts.made).toEqual(["passwordLink"]);
  expect(world.told()).toHaveLength(1);
});

test("another role is told, and ends the sessions that still say the old one", async () => {
  const world = new StaffWorld();
  await world.add("agent");
  world.setMinutes(5);
  world.accounts.made.length = 0;
  await world.add("admin");
  expect(world.accounts.made).toEqual(["setClaims", "endSessions", "passwordLink"]);
  expect(world.told()).toEqual([
    ["staffAdded", "staff/staff-1"],
    ["staffChanged", "staff/staff-1"],
  ]);
});

test("nobody has a role before the audit tells of it", async () => {
  const world = new StaffWorld();
  const toldBefore: Record<string, number> = {};
  world.accounts.before = (change) => {
    toldBefore[change] = world.told().length;
  };
  await world.add();
  expect(toldBefore).toMatchObject({ create: 0, setClaims: 1 });
});

test.each(["setClaims", "endSessions"])(
  "after a crash before %s the repeat does the rest and tells nothing twice",
  async (crash) => {
    const world = new StaffWorld();
    await world.add("agent");
    world.setMinutes(5);
    world.accounts.before = (change) => {
      if (change === crash) throw new Error("crash");
    };
    await expect(world.add("admin")).rejects.toThrow("crash");
    world.accounts.before = () => {};
    await world.add("admin");
    const account = world.accounts.kept.get("staff-1");
    expect(account?.claims).toEqual({ role: "admin" });
    expect(account?.signInsCountFrom).toEqual(world.clock());
    expect(world.told()).toHaveLength(2);
  },
);

test("the account of a holder is refused, and nothing changes", async () => {
  const world = new StaffWorld();
  const { staffId: holderId } = await world.accounts.create("ann@staff.example");
  await world.store.transact(async ({ holders }) => holders.keep({ ...sampleHolder, holderId }));
  const before = world.documents.all();
  expect(await world.add()).toMatchObject({ refused: "malformed_request" });
  expect(world.documents.all()).toEqual(before);
  expect(world.accounts.made).toEqual(["create"]);
});

test("an account that somebody signed up for is refused: its password is theirs, and nothing changes", async () => {
  const world = new StaffWorld();
  const { staffId } = world.accounts.signUp("ann@staff.example");
  const before = world.documents.all();
  expect(await world.add()).toMatchObject({ refused: "malformed_request" });
  expect(world.documents.all()).toEqual(before);
  expect(world.accounts.kept.get(staffId)?.claims).toEqual({});
  expect(world.accounts.made).toEqual([]);
});

test("an account that is on record may be changed, whatever its id", async () => {
  const world = new StaffWorld();
  const { staffId } = world.accounts.signUp("ann@staff.example");
  const record = { staffId, role: "clerk", shopId: "shop-12", state: "active" } as const;
  const since = world.clock();
  await world.store.transact(async ({ staff }) =>
    staff.keep({ ...record, addedAt: since, changedAt: since }),
  );
  expect(await world.add("agent")).toMatchObject({ staff: { staffId, role: "agent" } });
});

test("after a crash between account and record the repeat goes on with that account", async () => {
  const world = new StaffWorld();
  await world.accounts.create("ann@staff.example");
  expect(await world.add()).toMatchObject({ staff: { staffId: "staff-1" } });
  expect(world.accounts.made).toEqual(["create", "vouchForEmail", "setClaims", "passwordLink"]);
});

test("a grant that can't be is refused before an account is made", async () => {
  const world = new StaffWorld();
  const refused = await addStaff({ email: "bob@staff.example", grant: { role: "clerk" } }, world.services);
  expect(refused).toMatchObject({ refused: "malformed_request" });
  expect(world.accounts.made).toEqual([]);
});

test("a clerk of a shop that isn't there is refused before an account is made, and taken once it is", async () => {
  const world = new StaffWorld();
  const bob = { email: "bob@staff.example", grant: { role: "clerk", shopId: "shop-12" } } as const;
  expect(await addStaff(bob, world.services)).toMatchObject({
    refused: "malformed_request",
    detail: expect.stringContaining("`shop add --id ID`"),
  });
  expect([world.accounts.made, world.documents.writes]).toEqual([[], 0]);
  await addShop({ shopId: "shop-12", name: "Kita", needsTwoPeople: false }, world.services);
  expect(await addStaff(bob, world.services)).toMatchObject({ staff: { role: "clerk", shopId: "shop-12" } });
});

test("two additions at once are told once each, in one chain", async () => {
  const world = new StaffWorld();
  await Promise.all([world.add("agent"), world.add("admin", "bob@staff.example")]);
  expect(world.told()).toHaveLength(2);
  expect(world.documents.at("registers/admin")).toMatchObject({ auditHead: { sequence: 2 } });
});
