import { type Decision, refuse } from "./refusal.ts";
import { isShopId } from "./shop.ts";

export const staffRoles = ["agent", "clerk", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];

export const staffStates = ["active", "disabled"] as const;
type StaffState = (typeof staffStates)[number];

/** What a member of the staff may do; a clerk does it in one shop. */
export interface StaffGrant {
  readonly role: StaffRole;
  readonly shopId?: string;
}

/** A member of the staff, under the same id as in Firebase Auth. Who it is, only Firebase Auth knows. */
export interface Staff extends StaffGrant {
  readonly staffId: string;
  readonly state: StaffState;
  readonly addedAt: Date;
  /** Since when it is as it is: what was signed in before doesn't count any more. */
  readonly changedAt: Date;
}

/** The staff record that gives this grant; the same again changes nothing. */
export function grantTo(
  known: Staff | undefined,
  { staffId, grant, now }: { staffId: string; grant: StaffGrant; now: Date },
): Staff {
  const { role, shopId } = grant;
  const isSame = known?.state === "active" && known.role === role && known.shopId === shopId;
  if (known && isSame) return known;
  return { staffId, ...grant, state: "active", addedAt: known?.addedAt ?? now, changedAt: now };
}

/** The staff record of somebody who may do nothing any more; a repeat changes nothing. */
export function disableStaff(staff: Staff, now: Date): Staff {
  return staff.state === "disabled" ? staff : { ...staff, state: "disabled", changedAt: now };
}

/** A clerk belongs to a shop, and nobody else does: refused with `malformed_request` otherwise. */
export function refuseUnfit({ role, shopId }: StaffGrant): Decision<undefined> {
  if (role === "clerk" && shopId === undefined)
    return refuse("malformed_request", "A clerk needs a shop: say which.");
  if (role !== "clerk" && shopId !== undefined)
    return refuse("malformed_request", `A shop is for clerks: an ${role} has none.`);
  return shopId === undefined || isShopId(shopId)
    ? undefined
    : refuse("malformed_request", "A shop's id: letters, digits and hyphens, 64 at most.");
}
