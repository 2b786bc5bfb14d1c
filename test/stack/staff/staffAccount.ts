import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { type AuthAddresses, post } from "./authEmulator.ts";
import { signInStaff } from "./signInStaff.ts";

/** An account of somebody who works there, able to sign in. */
export interface StaffAccount {
  readonly uid: string;
  /** What they type to sign in. */
  readonly email: string;
  readonly password: string;
  /** Signs in with the password and gives a fresh ID token. */
  signIn(): Promise<string>;
  /** An admin disables the account; ID tokens that were given out live on. */
  disable(): Promise<void>;
}

const Account = z.object({ localId: z.string() });

/**
 * Makes an account in the Auth emulator with the claim `role` and, unless told, a telephone as its second factor, as
 * there is once an admin has made it for a new colleague and the colleague has enrolled one.
 */
export async function createStaffAccount(
  addresses: AuthAddresses,
  role: string | undefined,
  {
    hasSecondFactor = true,
    isEmailVerified = true,
    shopId,
  }: { hasSecondFactor?: boolean; isEmailVerified?: boolean; shopId?: string } = {},
): Promise<StaffAccount> {
  const [email, password] = [`${randomUUID()}@call-centre.example`, randomUUID()];
  const mfaInfo = hasSecondFactor ? [{ phoneInfo: `+8190${randomInt(10_000_000, 99_999_999)}` }] : [];
  const made = { email, password, emailVerified: isEmailVerified, mfaInfo };
  const { localId: uid } = Account.parse(
    await post(addresses, `v1/projects/${addresses.projectId}/accounts`, made),
  );
  const change = `v1/projects/${addresses.projectId}/accounts:update`;
  if (role !== undefined)
    await post(addresses, change, { localId: uid, customAttributes: JSON.stringify({ role, shopId }) });
  return {
    ...{ uid, email, password },
    signIn: () => signInStaff(addresses, { email, password }),
    disable: async () => {
      await post(addresses, change, { localId: uid, disableUser: true });
    },
  };
}
