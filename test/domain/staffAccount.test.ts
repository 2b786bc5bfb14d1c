import { expect, test } from "vitest";
import type { Staff } from "../../functions/src/domain/staff.ts";
import { type StaffAccount, stepsTowards } from "../../functions/src/domain/staffAccount.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const clerk: Staff = {
  staffId: "account-1",
  role: "clerk",
  shopId: "shop-12",
  state: "active",
  addedAt: start,
  changedAt: start,
};
const asRecorded: StaffAccount = {
  staffId: "account-1",
  isDisabled: false,
  isEmailVerified: true,
  claims: { role: "clerk", shopId: "shop-12" },
  signInsCountFrom: start,
};

test("an account that is as recorded lacks nothing", () => {
  expect(stepsTowards(clerk, asRecorded)).toEqual([]);
});

test("a new account gets its role and shop", () => {
  const claims = { role: "clerk", shopId: "shop-12" };
  expect(stepsTowards(clerk, { ...asRecorded, claims: {} })).toEqual([{ step: "setClaims", claims }]);
});

test("an address that nobody verified counts as verified, so that a second factor can be enrolled", () => {
  expect(stepsTowards(clerk, { ...asRecorded, isEmailVerified: false })).toEqual([{ step: "vouchForEmail" }]);
  const disabled: Staff = { ...clerk, state: "disabled" };
  const gone = { ...asRecorded, isDisabled: true, isEmailVerified: false, claims: {} };
  expect(stepsTowards(disabled, gone)).toEqual([]);
});

test("what else an account's tokens say stays", () => {
  const claims = { role: "agent", tester: true };
  expect(stepsTowards(clerk, { ...asRecorded, claims })).toEqual([
    { step: "setClaims", claims: { role: "clerk", shopId: "shop-12", tester: true } },
  ]);
});

test("sessions from before the change end, after the claims changed", () => {
  const agent: Staff = { ...clerk, role: "agent", changedAt: minutesLater(5) };
  expect(stepsTowards(agent, asRecorded).map(({ step }) => step)).toEqual(["setClaims", "endSessions"]);
});

test("a change within the second in which sessions count anew needs no further end of them", () => {
  const justNow = { ...clerk, changedAt: new Date(start.getTime() + 999) };
  expect(stepsTowards(justNow, asRecorded)).toEqual([]);
});

test("whoever is disabled loses the account first, then the role, then the sessions", () => {
  const disabled: Staff = { ...clerk, state: "disabled", changedAt: minutesLater(5) };
  expect(stepsTowards(disabled, asRecorded)).toEqual([
    { step: "disable" },
    { step: "setClaims", claims: {} },
    { step: "endSessions" },
  ]);
});

test("an account that somebody enabled again in the console is told apart from the record", () => {
  const disabled: Staff = { ...clerk, state: "disabled" };
  expect(stepsTowards(disabled, { ...asRecorded, claims: {} })).toEqual([{ step: "disable" }]);
});

test("who comes back is let in last", () => {
  const gone = { ...asRecorded, isDisabled: true, claims: {} };
  const back = { ...clerk, changedAt: minutesLater(5) };
  expect(stepsTowards(back, gone).map(({ step }) => step)).toEqual(["setClaims", "endSessions", "enable"]);
});
