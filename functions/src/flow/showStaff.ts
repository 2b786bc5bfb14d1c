import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import type { Staff } from "../domain/staff.ts";
import { type AccountStep, type StaffAccount, stepsTowards } from "../domain/staffAccount.ts";
import type { Transact } from "./ports.ts";
import type { AccountName, StaffAccounts } from "./staffPorts.ts";

interface Ports {
  readonly accounts: Pick<StaffAccounts, "find">;
  readonly transact: Transact<"staff">;
}

/** A member of the staff on record, with the account where it is still there. Refused with `malformed_request` otherwise. */
export async function readStaff(
  name: AccountName,
  { accounts, transact }: Ports,
): Promise<Decision<{ staff: Staff; account: StaffAccount | undefined }>> {
  const account = await accounts.find(name);
  const staffId = account?.staffId ?? ("staffId" in name ? name.staffId : undefined);
  const staff = staffId === undefined ? undefined : await transact(({ staff: shelf }) => shelf.read(staffId));
  if (staff) return { staff, account };
  return refuse(
    "malformed_request",
    "Nobody on record as staff has this account; `staff list` shows who is.",
  );
}

/** A member of the staff, and what their account lacks to be what the record says; `account` is absent where it is gone. */
interface ShownStaff {
  readonly staff: Staff;
  readonly account: StaffAccount | undefined;
  readonly lacks: readonly AccountStep[];
}

/** A member of the staff as recorded, compared with the account. Refused as `readStaff` does. */
export async function showStaff(name: AccountName, ports: Ports): Promise<Decision<ShownStaff>> {
  const found = await readStaff(name, ports);
  if (isRefused(found)) return found;
  return { ...found, lacks: found.account ? stepsTowards(found.staff, found.account) : [] };
}
