import type { Request } from "express";
import type { DecodedIdToken } from "firebase-admin/auth";
import { isRefused, type Refused, refuse } from "../../domain/refusal.ts";
import type { StaffRole } from "../../domain/staff.ts";
import type { Clerk } from "../../flow/counterPorts.ts";
import { shopUnknown } from "../../flow/findCheck.ts";
import { params } from "../params.ts";
import { services } from "../services.ts";
import { sessionOf } from "../session.ts";

/** The holder whose Firebase ID token the request bears; `not_signed_in` without a valid one. */
export async function signedInHolder(request: Request): Promise<string | Refused> {
  const token = await verify(request, false);
  if (isRefused(token)) return token;
  return sessionOf(token, services.sessionLife())?.holderId ?? notSignedIn;
}

/** The clerk whose Firebase ID token the request bears, with the shop that their account names; refused as `signedInStaff` does. */
export async function signedInClerk(request: Request): Promise<Clerk | Refused> {
  const token = await verify(request, true);
  if (isRefused(token)) return token;
  const clerkId = await admitted(token, "clerk");
  if (isRefused(clerkId)) return clerkId;
  return typeof token.shopId === "string" ? { clerkId, shopId: token.shopId } : shopUnknown;
}

/**
 * The member of staff whose Firebase ID token the request bears, asked of Firebase Auth each time: an account that was
 * disabled or signed out is refused although its token would live on. `role_missing` for anybody without the role,
 * `not_signed_in` for who signed in without the second factor.
 */
export async function signedInStaff(request: Request, role: StaffRole): Promise<string | Refused> {
  const token = await verify(request, true);
  if (isRefused(token)) return token;
  return admitted(token, role);
}

/** Tells a refusal in the chain of whose account it is. */
async function admitted(token: DecodedIdToken, role: StaffRole): Promise<string | Refused> {
  const decided = admitStaff(token, role, params.requireSecondFactor.value());
  if (!isRefused(decided)) return decided;
  const by = { accountId: token.uid };
  const actor = token.role === "holder" ? "holder" : "unknown";
  return services.auditRefusal()(decided, { act: "requestRefused", actor, method: "session", by });
}

/**
 * Whether a token whose account still stands has the role, and was got with a second factor where one is required
 * (`REQUIRE_SECOND_FACTOR`): a password alone is guessed, reused or given away. Without one it is `not_signed_in`.
 */
export function admitStaff(
  { uid, role, firebase }: Pick<DecodedIdToken, "uid" | "firebase"> & { readonly role?: unknown },
  needed: StaffRole,
  isSecondFactorRequired: boolean,
): string | Refused {
  if (role !== needed) return refuse("role_missing", `This takes an account with the role ${needed}.`);
  const isSecured = !isSecondFactorRequired || firebase.sign_in_second_factor !== undefined;
  return isSecured ? uid : withoutSecondFactor;
}

const withoutSecondFactor = refuse(
  "not_signed_in",
  "Sign in with the account's second factor; enrol one first if it has none.",
);

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
