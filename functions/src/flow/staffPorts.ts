import type { AccountStep, StaffAccount } from "../domain/staffAccount.ts";

/** How an account is named: by its e-mail address, or by its id. */
export type AccountName = { readonly email: string } | { readonly staffId: string };

/** The accounts that staff sign in with. E-mail addresses are there and nowhere else. */
export interface StaffAccounts {
  find(name: AccountName): Promise<StaffAccount | undefined>;
  /** A new account that may do nothing and has no password yet, under an id as `newStaffId` gives it. */
  create(email: string): Promise<StaffAccount>;
  apply(staffId: string, step: AccountStep): Promise<void>;
  /** An address where whoever opens it sets the account's password; a secret until then. */
  passwordLink(email: string): Promise<string>;
  /** The e-mail addresses of at most 100 accounts, by their ids; those that are there. */
  emailsOf(staffIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
