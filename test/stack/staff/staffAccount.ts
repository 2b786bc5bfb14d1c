import { randomUUID } from "node:crypto";
import { z } from "zod";

/** Where the Auth emulator is, and for which project. */
export interface AuthAddresses {
  readonly authHost: string;
  readonly projectId: string;
}

/** An account of somebody who works there, able to sign in. */
export interface StaffAccount {
  readonly uid: string;
  /** Signs in with the password and gives a fresh ID token. */
  signIn(): Promise<string>;
  /** An admin disables the account; ID tokens that were given out live on. */
  disable(): Promise<void>;
}

const Account = z.object({ localId: z.string() });
const Session = z.object({ idToken: z.string() });

/** Makes an account in the Auth emulator with the claim `role`, as an admin does for a new colleague. */
export async function createStaffAccount(
  addresses: AuthAddresses,
  role: string | undefined,
): Promise<StaffAccount> {
  const [email, password] = [`${randomUUID()}@call-centre.example`, randomUUID()];
  const { localId: uid } = Account.parse(await post(addresses, "accounts:signUp", { email, password }));
  const change = `projects/${addresses.projectId}/accounts:update`;
  if (role !== undefined)
    await post(addresses, change, { localId: uid, customAttributes: JSON.stringify({ role }) });
  return {
    uid,
    signIn: async () => {
      const credentials = { email, password, returnSecureToken: true };
      return Session.parse(await post(addresses, "accounts:signInWithPassword", credentials)).idToken;
    },
    disable: async () => {
      await post(addresses, change, { localId: uid, disableUser: true });
    },
  };
}

async function post({ authHost }: AuthAddresses, path: string, body: object): Promise<unknown> {
  const isAdmin = path.startsWith("projects/");
  const response = await fetch(`http://${authHost}/identitytoolkit.googleapis.com/v1/${path}?key=local`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(isAdmin ? { authorization: "Bearer owner" } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Auth answered ${response.status} to ${path}: ${await response.text()}`);
  return response.json();
}
