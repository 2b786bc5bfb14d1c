import type { Staff } from "./staff.ts";

/** What a sign-in account's tokens say beyond who it is. */
type Claims = Readonly<Record<string, unknown>>;

/** The account that a member of the staff signs in with, as Firebase Auth has it. */
export interface StaffAccount {
  readonly staffId: string;
  readonly isDisabled: boolean;
  /** Without it Firebase Auth lets nobody enrol a second factor. */
  readonly isEmailVerified: boolean;
  readonly claims: Claims;
  /** Tokens of a sign-in before this are no longer taken; whole seconds. */
  readonly signInsCountFrom: Date;
}

const madeHere = "staff-";

/** The id of a new account for staff; `random` is what nobody can guess. Whoever signs up alone can't choose an id. */
export function newStaffId(random: string): string {
  return `${madeHere}${random}`;
}

/** Whether an account was made for staff by this service, so that nobody else has ever set its password. */
export function isMadeForStaff({ staffId }: Pick<StaffAccount, "staffId">): boolean {
  return staffId.startsWith(madeHere);
}

/** One change to an account. */
export type AccountStep =
  | { readonly step: "disable" }
  | { readonly step: "enable" }
  | { readonly step: "vouchForEmail" }
  | { readonly step: "setClaims"; readonly claims: Claims }
  | { readonly step: "endSessions" };

/**
 * What is left to do until an account is what the staff record says, in this order; nothing once it is, so that a repeat
 * after a crash does the rest and no more. Power is taken before it is given: disabling comes first, enabling last, and
 * sessions end after the claims changed, for a token made in between would carry the old ones. The e-mail address counts as
 * verified on the word of the admin who named it.
 */
export function stepsTowards(staff: Staff, account: StaffAccount): readonly AccountStep[] {
  const isDisabled = staff.state === "disabled";
  const claims = claimsFor(staff, account.claims);
  const steps: AccountStep[] = [];
  if (isDisabled && !account.isDisabled) steps.push({ step: "disable" });
  if (!isDisabled && !account.isEmailVerified) steps.push({ step: "vouchForEmail" });
  if (!haveSameStaffClaims(claims, account.claims)) steps.push({ step: "setClaims", claims });
  if (account.signInsCountFrom < wholeSecond(staff.changedAt)) steps.push({ step: "endSessions" });
  if (!isDisabled && account.isDisabled) steps.push({ step: "enable" });
  return steps;
}

/** The account's claims with the staff member's own in them: `role`, for a clerk `shopId`, and none for who is disabled. */
function claimsFor(
  { state, role, shopId }: Staff,
  { role: _role, shopId: _shopId, ...others }: Claims,
): Claims {
  if (state === "disabled") return others;
  return { ...others, role, ...(shopId === undefined ? {} : { shopId }) };
}

function haveSameStaffClaims(a: Claims, b: Claims): boolean {
  return a.role === b.role && a.shopId === b.shopId;
}

/** Firebase Auth counts whole seconds. */
function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
