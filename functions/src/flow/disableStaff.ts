import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { disableStaff as disabled, type Staff } from "../domain/staff.ts";
import { stepsTowards } from "../domain/staffAccount.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import type { Clock, Records, Transact } from "./ports.ts";
import { readStaff } from "./showStaff.ts";
import type { AccountName, StaffAccounts } from "./staffPorts.ts";

type Touched = "staff" | "registers" | "audit";

interface Ports {
  readonly accounts: StaffAccounts;
  readonly transact: Transact<Touched>;
  readonly clock: Clock;
}

/**
 * Takes everything from a member of the staff at once: the account is disabled, its claims are taken out and its sessions
 * ended, then that is recorded. In this order, so that the audit never says so while somebody can still act; a repeat
 * records what a crash left untold. Refused with `malformed_request` for somebody who isn't on record.
 */
export async function disableStaff(
  name: AccountName,
  { accounts, transact, clock }: Ports,
): Promise<Decision<Staff>> {
  const found = await readStaff(name, { accounts, transact });
  if (isRefused(found)) return found;
  const staff = disabled(found.staff, clock());
  const steps = found.account ? stepsTowards(staff, found.account) : [];
  for (const step of steps) await accounts.apply(staff.staffId, step);
  return transact((records) => keepDisabled(records, staff.staffId, clock()));
}

async function keepDisabled(
  records: Pick<Records, Touched>,
  staffId: string,
  now: Date,
): Promise<Decision<Staff>> {
  const known = await records.staff.read(staffId);
  const register = await readRegister(records);
  if (!known) return refuse("malformed_request", "This member of the staff is no longer on record.");
  const staff = disabled(known, now);
  if (staff === known) return staff;
  records.staff.keep(staff);
  const subjects = [`staff/${staffId}`];
  appendRegister(records, register, [
    { act: "staffDisabled", actor: "admin", method: "projectRights", subjects, at: now },
  ]);
  return staff;
}
