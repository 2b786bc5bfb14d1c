/** Why nobody could be signed in. */
export const signInRefusals = [
  "wrongPassword",
  "wrongFactor",
  "factorExpired",
  "factorUnknown",
  "disabled",
  "tooManyTries",
  "unreachable",
  "failed",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** What came of signing in: done, a second factor is asked for, or the reason why not. */
export type SignedIn = "admitted" | "factorAsked" | { readonly refused: SignInRefusal };

/** A clerk's sign-in, kept in memory alone: a page that is loaded anew is nobody's. */
export interface Session {
  signIn(email: string, password: string): Promise<SignedIn>;
  /** Ends a sign-in that asked for a second factor, with the code that the clerk's authenticator app shows. */
  prove(code: string): Promise<SignedIn>;
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
  "auth/user-disabled": "disabled",
  "auth/too-many-requests": "tooManyTries",
  "auth/network-request-failed": "unreachable",
};

/** The reason in what Firebase Auth threw; `failed` where it says something new. */
export function refusalIn(error: unknown): SignInRefusal {
  const code: unknown = Object(error).code;
  return (typeof code === "string" ? codes[code] : undefined) ?? "failed";
}
