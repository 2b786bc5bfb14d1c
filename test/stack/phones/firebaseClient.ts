import { randomUUID } from "node:crypto";
import { deleteApp, initializeApp } from "firebase/app";
import { CustomProvider, initializeAppCheck } from "firebase/app-check";
import { connectAuthEmulator, getAuth, signInWithCustomToken, signOut } from "firebase/auth";
import { connectFunctionsEmulator, getFunctions, httpsCallable } from "firebase/functions";
import { z } from "zod";
import type { PhoneAddresses } from "./phoneAddresses.ts";

/** One installed app's Firebase: its own sign-in, its own App Check. */
export interface FirebaseClient {
  signIn(customToken: string): Promise<void>;
  signOut(): Promise<void>;
  isSignedIn(): boolean;
  /** The signed-in holder's id. Throws when nobody is. */
  holderId(): string;
  /** Calls a callable function. Throws what the SDK throws; `refusalOf` reads it. */
  call(name: string, data: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The callables that take an App Check token once (docs/app-contract.md). */
const takesTokensOnce: ReadonlySet<string> = new Set([
  "checkFoundCertificates",
  "replaceDevice",
  "reportFoundErased",
]);

const appId = "1:000000000000:android:katazukelocal";

/** A Firebase JS SDK client on the local stack; `appCheck: false` leaves the App Check header out. */
export function createFirebaseClient(addresses: PhoneAddresses, { appCheck = true } = {}): FirebaseClient {
  const options = { projectId: addresses.projectId, apiKey: "local-stack", appId };
  const app = initializeApp(options, randomUUID());
  if (appCheck) {
    const provider = new CustomProvider({ getToken: async () => unsignedAppCheck(addresses.projectId) });
    initializeAppCheck(app, { provider, isTokenAutoRefreshEnabled: false });
  }
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${addresses.authHost}`, { disableWarnings: true });
  const functions = getFunctions(app, addresses.region);
  const { hostname, port } = new URL(addresses.functionsUrl);
  connectFunctionsEmulator(functions, hostname, Number(port));
  return {
    signIn: async (customToken) => {
      await signInWithCustomToken(auth, customToken);
    },
    signOut: () => signOut(auth),
    isSignedIn: () => auth.currentUser !== null,
    holderId: () => z.string({ error: "nobody is signed in" }).parse(auth.currentUser?.uid),
    call: async (name, data) => {
      const options = { timeout: 30_000, limitedUseAppCheckTokens: takesTokensOnce.has(name) };
      return (await httpsCallable(functions, name, options)(data)).data;
    },
    close: () => deleteApp(app),
  };
}

const ours = z.object({
  code: z.string(),
  details: z.object({ code: z.string(), detail: z.string().optional() }),
});

/** The refusal that a callable answered with; undefined for every other failure (a lost network, a crash). */
export function refusalOf(problem: unknown): { code: string; status: string; detail?: string } | undefined {
  const parsed = ours.safeParse(problem);
  if (!parsed.success) return undefined;
  const { code, detail } = parsed.data.details;
  return { code, status: parsed.data.code, ...(detail === undefined ? {} : { detail }) };
}

/** The functions emulator reads App Check's attestation without verifying it, so that it needs no signature. */
export function unsignedAppCheck(projectId: string): { token: string; expireTimeMillis: number } {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: appId,
    aud: [`projects/${projectId}`],
    iss: "local-stack",
    iat: now,
    exp: now + 3600,
  };
  const [header, payload] = [{ alg: "none", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return { token: `${header}.${payload}.`, expireTimeMillis: (now + 3600) * 1000 };
}
