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
  TotpMultiFactorGenerator,
} from "firebase/auth";
import type { Where } from "./readWhere.ts";
import { refusalIn, type Session, type SignedIn } from "./session.ts";

/** A session with Firebase Auth. */
export function firebaseSession({ config, authEmulator }: Where): Session {
  const auth = initializeAuth(initializeApp(config), { persistence: inMemoryPersistence });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  let resolver: MultiFactorResolver | undefined;
  return {
    signIn: (email, password) =>
      admit(
        () => signInWithEmailAndPassword(auth, email, password),
        (error) => {
          resolver = getMultiFactorResolver(auth, error);
          return totpHint(resolver) ? "factorAsked" : { refused: "factorUnknown" };
        },
      ),
    prove: (code) => admit(() => resolve(resolver, code)),
    token: () => tokenOf(auth),
    leave: () => signOut(auth),
  };
}

async function admit(
  attempt: () => Promise<unknown>,
  onFactor: (error: MultiFactorError) => SignedIn = () => ({ refused: "failed" }),
): Promise<SignedIn> {
  try {
    await attempt();
    return "admitted";
  } catch (error) {
    return asksFactor(error) ? onFactor(error) : { refused: refusalIn(error) };
  }
}

function asksFactor(error: unknown): error is MultiFactorError {
  return Object(error).code === "auth/multi-factor-auth-required";
}

function totpHint({ hints }: MultiFactorResolver) {
  return hints.find(({ factorId }) => factorId === TotpMultiFactorGenerator.FACTOR_ID);
}

async function resolve(resolver: MultiFactorResolver | undefined, code: string): Promise<void> {
  const hint = resolver && totpHint(resolver);
  if (!hint) throw new Error("no second factor was asked for");
  await resolver?.resolveSignIn(TotpMultiFactorGenerator.assertionForSignIn(hint.uid, code));
}

async function tokenOf({ currentUser }: Auth): Promise<string> {
  if (!currentUser) throw new Error("nobody is signed in");
  return currentUser.getIdToken();
}
