import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { grantTo, refuseUnfit, type Staff, type StaffGrant } from "../domain/staff.ts";
import { isMadeForStaff, type StaffAccount, stepsTowards } from "../domain/staffAccount.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import type { Clock, Records, Transact } from "./ports.ts";
import type { StaffAccounts } from "./staffPorts.ts";

interface Ports {
  readonly accounts: StaffAccounts;
  readonly transact: Transact<"holders" | "staff" | "shops" | "registers" | "audit">;
  readonly clock: Clock;
}

/** A member of the staff as recorded, and where the password is set. */
interface AddedStaff {
  readonly staff: Staff;
  readonly passwordLink: string;
}

/**
 * Makes somebody staff, or changes what they may do: finds or makes the account, records the grant, then gives it. In
 * this order, so that nobody ever has a power that the audit doesn't tell of; a repeat does what a crash left undone.
 * Refused with `malformed_request` for a grant that can't be, for a shop that isn't there, for the account of a holder, and for one that is neither on
 * record nor made here: whoever signed up under the address, before its owner did, would keep the password and get the role.
 */
export async function addStaff(
  { email, grant }: { email: string; grant: StaffGrant },
  { accounts, transact, clock }: Ports,
): Promise<Decision<AddedStaff>> {
  const unfit = refuseUnfit(grant) ?? (await refuseNoShop(grant, transact));
  if (unfit) return unfit;
  const account = (await accounts.find({ email })) ?? (await accounts.create(email));
  const staff = await transact((records) => keepGrant(records, { account, grant, now: clock() }));
  if (isRefused(staff)) return staff;
  for (const step of stepsTowards(staff, account)) await accounts.apply(staff.staffId, step);
  return { staff, passwordLink: await accounts.passwordLink(email) };
}

/** Looked up before the account is made, and only then: a shop that is there once is never taken out again. */
async function refuseNoShop(
  { shopId }: StaffGrant,
  transact: Transact<"shops">,
): Promise<Decision<undefined>> {
  if (shopId === undefined) return undefined;
  return (await transact(({ shops }) => shops.read(shopId))) ? undefined : noShopYet;
}

const noShopYet = refuse(
  "malformed_request",
  "There is no such shop. Register it first with `shop add --id ID`; `shop list` shows which there are.",
);

async function keepGrant(
  records: Pick<Records, "holders" | "staff" | "registers" | "audit">,
  { account, grant, now }: { account: StaffAccount; grant: StaffGrant; now: Date },
): Promise<Decision<Staff>> {
  const { staffId } = account;
  const isHolders = (await records.holders.read(staffId)) !== undefined;
  const known = await records.staff.read(staffId);
  const register = await readRegister(records);
  if (isHolders)
    return refuse("malformed_request", "This account is a holder's. Staff need one of their own.");
  if (!known && !isMadeForStaff(account)) return someoneElses;
  const staff = grantTo(known, { staffId, grant, now });
  if (staff === known) return staff;
  records.staff.keep(staff);
  const act = known ? "staffChanged" : "staffAdded";
  const subjects = [`staff/${staffId}`];
  appendRegister(records, register, [{ act, actor: "admin", method: "projectRights", subjects, at: now }]);
  return staff;
}

const someoneElses = refuse(
  "malformed_request",
  "Somebody else made the account with this address, and may know its password. If nobody needs it, delete it in the console (Authentication, Users), then repeat this.",
);
