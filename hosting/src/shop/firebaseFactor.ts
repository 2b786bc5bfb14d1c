import {
  type MultiFactorResolver,
  multiFactor,
  TotpMultiFactorGenerator,
  type TotpSecret,
  type User,
} from "firebase/auth";
import type { AppKey } from "./session.ts";

/** Whether an account has a second factor of any kind. */
export function hasFactor(user: User): boolean {
  return multiFactor(user).enrolledFactors.length > 0;
}

/** A key for an authenticator app to become this account's second factor. */
export async function newSecret(user: User): Promise<TotpSecret> {
  return TotpMultiFactorGenerator.generateSecret(await multiFactor(user).getSession());
}

/** A key as the clerk's app takes it. The app lists it under the page's host, which tells deployments apart. */
export function toAppKey(secret: TotpSecret, { email }: User): AppKey {
  // The SDK encodes neither, and an address may hold "+", "?" or "#".
  const url = secret.generateQrCodeUrl(encodeURIComponent(email ?? ""), location.hostname);
  return { key: secret.secretKey, url };
}

/** Makes the app that took a key the account's second factor, with the code that it shows. */
export async function enrolApp(
  user: User | null,
  { secret, code }: { secret: TotpSecret | undefined; code: string },
): Promise<void> {
  if (!user || !secret) throw new Error("no key was given out");
  await multiFactor(user).enroll(TotpMultiFactorGenerator.assertionForEnrollment(secret, code), "app");
}

/** The authenticator app among the factors that a sign-in can be ended with. */
export function totpHint({ hints }: MultiFactorResolver) {
  return hints.find(({ factorId }) => factorId === TotpMultiFactorGenerator.FACTOR_ID);
}

/** Ends a sign-in with the code of the authenticator app. */
export async function passApp(resolver: MultiFactorResolver | undefined, code: string): Promise<void> {
  const hint = resolver && totpHint(resolver);
  if (!hint) throw new Error("no second factor was asked for");
  await resolver?.resolveSignIn(TotpMultiFactorGenerator.assertionForSignIn(hint.uid, code));
}
