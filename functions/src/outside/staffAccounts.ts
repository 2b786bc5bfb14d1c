import { randomBytes } from "node:crypto";
import type { Auth, UserRecord } from "firebase-admin/auth";
import { type AccountStep, newStaffId, type StaffAccount } from "../domain/staffAccount.ts";
import type { AccountName, StaffAccounts } from "../flow/staffPorts.ts";

/** The accounts of a Firebase project as those that staff sign in with. */
export function staffAccounts(auth: Auth): StaffAccounts {
  return {
    async find(name) {
      const user = await orNobody(find(auth, name));
      return user && toAccount(user);
    },
    create: async (email) =>
      toAccount(await auth.createUser({ uid: newStaffId(randomBytes(15).toString("base64url")), email })),
    apply: (staffId, step) => apply(auth, staffId, step),
    passwordLink: (email) => auth.generatePasswordResetLink(email),
    async emailsOf(staffIds) {
      const { users } = await auth.getUsers(staffIds.map((uid) => ({ uid })));
      return new Map(users.flatMap(({ uid, email }) => (email === undefined ? [] : [[uid, email]])));
    },
  };
}

function find(auth: Auth, name: AccountName): Promise<UserRecord> {
  return "email" in name ? auth.getUserByEmail(name.email) : auth.getUser(name.staffId);
}

async function apply(auth: Auth, uid: string, step: AccountStep): Promise<void> {
  switch (step.step) {
    case "disable":
      await auth.updateUser(uid, { disabled: true });
      break;
    case "enable":
      await auth.updateUser(uid, { disabled: false });
      break;
    case "vouchForEmail":
      await auth.updateUser(uid, { emailVerified: true });
      break;
    case "setClaims":
      await auth.setCustomUserClaims(uid, { ...step.claims });
      break;
    case "endSessions":
      await auth.revokeRefreshTokens(uid);
      break;
  }
}

function toAccount(user: UserRecord): StaffAccount {
  return {
    staffId: user.uid,
    isDisabled: user.disabled,
    isEmailVerified: user.emailVerified,
    claims: user.customClaims ?? {},
    signInsCountFrom: new Date(user.tokensValidAfterTime ?? 0),
  };
}

async function orNobody<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (Object(error).code === "auth/user-not-found") return undefined;
    throw error;
  }
}
