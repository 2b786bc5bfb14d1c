import type { Request } from "express";
import type { DecodedIdToken } from "firebase-admin/auth";
import { isRefused, type Refused, refuse } from "../../domain/refusal.ts";
import type { StaffRole } from "../../domain/staff.ts";
import { services } from "../services.ts";
import { sessionOf } from "../session.ts";

/** The holder whose Firebase ID token the request bears; `not_signed_in` without a valid one. */
export async function signedInHolder(request: Request): Promise<string | Refused> {
  const token = await verify(request, false);
  if (isRefused(token)) return token;
  return sessionOf(token, services.sessionLife())?.holderId ?? notSignedIn;
}

/**
 * The member of staff whose Firebase ID token the request bears, asked of Firebase Auth each time: an account that was
 * disabled or signed out is refused although its token would live on. `role_missing` for anybody without the role.
 */
export async function signedInStaff(request: Request, role: StaffRole): Promise<string | Refused> {
  const token = await verify(request, true);
  if (isRefused(token)) return token;
  if (token.role === role) return token.uid;
  const by = { accountId: token.uid };
  const actor = token.role === "holder" ? "holder" : "unknown";
  const asked = { act: "requestRefused", actor, method: "session", by } as const;
  return services.auditRefusal()(
    refuse("role_missing", `This takes an account with the role ${role}.`),
    asked,
  );
}

async function verify(request: Request, isAsked: boolean): Promise<DecodedIdToken | Refused> {
  const idToken = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1];
  if (!idToken) return notSignedIn;
  try {
    return await services.auth().verifyIdToken(idToken, isAsked);
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
  "auth/user-disabled",
  "auth/user-not-found",
]);
const notSignedIn = refuse("not_signed_in", "Send Authorization: Bearer with a Firebase ID token.");
