import { expect, test } from "vitest";
import { disableStaff, grantTo, refuseUnfit, type Staff } from "../../functions/src/domain/staff.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const agent: Staff = {
  staffId: "account-1",
  role: "agent",
  state: "active",
  addedAt: start,
  changedAt: start,
};
const later = minutesLater(5);

test("a clerk needs a shop, nobody else has one, and its id is plain", () => {
  expect(refuseUnfit({ role: "clerk", shopId: "shop-12" })).toBeUndefined();
  expect(refuseUnfit({ role: "agent" })).toBeUndefined();
  expect(refuseUnfit({ role: "clerk" })).toMatchObject({ refused: "malformed_request" });
  expect(refuseUnfit({ role: "admin", shopId: "shop-12" })).toMatchObject({ refused: "malformed_request" });
  expect(refuseUnfit({ role: "clerk", shopId: "shop/12" })).toMatchObject({ refused: "malformed_request" });
});

test("somebody who wasn't staff becomes active staff with that role", () => {
  const grant = { role: "clerk", shopId: "shop-12" } as const;
  expect(grantTo(undefined, { staffId: "account-2", grant, now: start })).toEqual({
    staffId: "account-2",
    role: "clerk",
    shopId: "shop-12",
    state: "active",
    addedAt: start,
    changedAt: start,
  });
});

test("the same grant again is the same record", () => {
  expect(grantTo(agent, { staffId: "account-1", grant: { role: "agent" }, now: later })).toBe(agent);
});

test("another role, another shop and a return change the record and keep when it began", () => {
  const admin = grantTo(agent, { staffId: "account-1", grant: { role: "admin" }, now: later });
  expect(admin).toEqual({ ...agent, role: "admin", changedAt: later });
  const back = grantTo(disableStaff(agent, start), {
    staffId: "account-1",
    grant: { role: "agent" },
    now: later,
  });
  expect(back).toEqual({ ...agent, changedAt: later });
});

test("a clerk who becomes an agent has no shop any more", () => {
  const clerk: Staff = { ...agent, role: "clerk", shopId: "shop-12" };
  const changed = grantTo(clerk, { staffId: "account-1", grant: { role: "agent" }, now: later });
  expect(changed).not.toHaveProperty("shopId");
});

test("disabling twice is disabling once", () => {
  const disabled = disableStaff(agent, later);
  expect(disabled).toEqual({ ...agent, state: "disabled", changedAt: later });
  expect(disableStaff(disabled, minutesLater(9))).toBe(disabled);
});
