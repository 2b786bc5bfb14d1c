import type { Request } from "express";
import { type Refused, refuse } from "../../domain/refusal.ts";
import { services } from "../services.ts";

/** The holder whose Firebase ID token the request bears; `not_signed_in` without a valid one. */
export async function signedInHolder(request: Request): Promise<string | Refused> {
  const idToken = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1];
  if (!idToken) return notSignedIn;
  try {
    return (await services.auth().verifyIdToken(idToken)).uid;
  } catch (error) {
    // Not being able to fetch the keys that tokens are verified with is a failure, not the caller's fault.
    if (!aboutTheToken.has(Object(error).code)) throw error;
    return notSignedIn;
  }
}

const aboutTheToken: ReadonlySet<unknown> = new Set([
  "auth/argument-error",
  "auth/invalid-id-token",
  "auth/id-token-expired",
  "auth/id-token-revoked",
]);
const notSignedIn = refuse("not_signed_in", "Send Authorization: Bearer with a Firebase ID token.");
