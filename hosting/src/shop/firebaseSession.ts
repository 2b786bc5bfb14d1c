import { initializeApp } from "firebase/app";
import {
  type Auth,
  connectAuthEmulator,
  getMultiFactorResolver,
  initializeAuth,
  inMemoryPersistence,
  type MultiFactorError,
  type MultiFactorResolver,
  signInWithEmailAndPassword,
  signOut,
  type TotpSecret,
  type User,
} from "firebase/auth";
import { enrolApp, hasFactor, newSecret, passApp, toAppKey, totpHint } from "./firebaseFactor.ts";
import type { Where } from "./readWhere.ts";
import { type AppKey, type Refused, refusalIn, type Session } from "./session.ts";

/** A session with Firebase Auth. */
export function firebaseSession({ config, authEmulator }: Where): Session {
  const auth = initializeAuth(initializeApp(config), { persistence: inMemoryPersistence });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  let resolver: MultiFactorResolver | undefined;
  let secret: TotpSecret | undefined;
  const offerApp = async (): Promise<AppKey> => {
    const user = userOf(auth);
    secret = await newSecret(user);
    return toAppKey(secret, user);
  };
  return {
    signIn: async (email, password) => {
      try {
        const { user } = await signInWithEmailAndPassword(auth, email, password);
        return hasFactor(user) ? "admitted" : { lacksFactor: await orRefused(offerApp()) };
      } catch (error) {
        if (!asksFactor(error)) return { refused: refusalIn(error) };
        resolver = getMultiFactorResolver(auth, error);
        return totpHint(resolver) ? "factorAsked" : { refused: "factorUnknown" };
      }
    },
    prove: (code) => orRefused(passApp(resolver, code).then(() => "admitted")),
    enrol: (code) => orRefused(enrolApp(auth.currentUser, { secret, code }).then(() => "enrolled")),
    token: async () => userOf(auth).getIdToken(),
    leave: () => {
      secret = undefined;
      return signOut(auth);
    },
  };
}

async function orRefused<T>(attempt: Promise<T>): Promise<T | Refused> {
  try {
    return await attempt;
  } catch (error) {
    return { refused: refusalIn(error) };
  }
}

function asksFactor(error: unknown): error is MultiFactorError {
  return Object(error).code === "auth/multi-factor-auth-required";
}

function userOf({ currentUser }: Auth): User {
  if (!currentUser) throw new Error("nobody is signed in");
  return currentUser;
}
