/** Why nobody could be signed in. */
export const signInRefusals = [
  "wrongPassword",
  "wrongFactor",
  "factorExpired",
  "factorUnknown",
  "factorPresent",
  "switchedOff",
  "emailUnverified",
  "signInTooOld",
  "disabled",
  "tooManyTries",
  "unreachable",
  "failed",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** Why nobody could be signed in, as a value. */
export interface Refused {
  readonly refused: SignInRefusal;
}

/** What an authenticator app takes to become a second factor: as text, and as the address in a QR code (Key URI format). */
export interface AppKey {
  readonly key: string;
  readonly url: string;
}

/**
 * What came of signing in: done, a second factor is asked for, the account has none and can enrol an app with this key, or the
 * reason why not. Where no key could be had the account is signed in all the same: whether that is enough the service decides.
 */
export type SignedIn = "admitted" | "factorAsked" | { readonly lacksFactor: AppKey | Refused } | Refused;

/** A clerk's sign-in, kept in memory alone: a page that is loaded anew is nobody's. */
export interface Session {
  signIn(email: string, password: string): Promise<SignedIn>;
  /** Ends a sign-in that asked for a second factor, with the code that the clerk's authenticator app shows. */
  prove(code: string): Promise<SignedIn>;
  /** Makes the app that took the last key the account's second factor, with the code that it shows. */
  enrol(code: string): Promise<"enrolled" | Refused>;
  /** A fresh ID token; throws when nobody is signed in, or it can't be fetched. */
  token(): Promise<string>;
  leave(): Promise<void>;
}

const codes: Readonly<Record<string, SignInRefusal>> = {
  "auth/invalid-credential": "wrongPassword",
  "auth/invalid-email": "wrongPassword",
  "auth/wrong-password": "wrongPassword",
  "auth/user-not-found": "wrongPassword",
  "auth/invalid-verification-code": "wrongFactor",
  "auth/missing-code": "wrongFactor",
  "auth/code-expired": "factorExpired",
  "auth/totp-challenge-timeout": "factorExpired",
  "auth/invalid-verification-id": "factorExpired",
  "auth/second-factor-already-in-use": "factorPresent",
  "auth/maximum-second-factor-count-exceeded": "factorPresent",
  "auth/operation-not-allowed": "switchedOff",
  "auth/unverified-email": "emailUnverified",
  "auth/requires-recent-login": "signInTooOld",
  "auth/user-token-expired": "signInTooOld",
  "auth/invalid-user-token": "signInTooOld",
  "auth/user-disabled": "disabled",
  "auth/too-many-requests": "tooManyTries",
  "auth/network-request-failed": "unreachable",
};

/** The reason in what Firebase Auth threw; `failed` where it says something new. */
export function refusalIn(error: unknown): SignInRefusal {
  const code: unknown = Object(error).code;
  return (typeof code === "string" ? codes[code] : undefined) ?? "failed";
}

/** What a clerk can only get past by signing in anew. */
const overByThen: ReadonlySet<SignInRefusal> = new Set([
  "factorExpired",
  "factorPresent",
  "signInTooOld",
  "disabled",
]);

/** Whether enrolling an app can't go on under this sign-in. */
export function endsEnrolment({ refused }: Refused): boolean {
  return overByThen.has(refused);
}
