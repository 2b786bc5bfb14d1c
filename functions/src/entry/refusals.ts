import type { FunctionsErrorCode } from "firebase-functions/https";
import type { Refusal } from "../domain/refusal.ts";

interface Outside {
  /** HTTP status (RFC 9110). */
  readonly status: number;
  readonly callable: FunctionsErrorCode;
  readonly title: string;
}

const invalid = { status: 400, callable: "invalid-argument" } as const;
const unauthenticated = { status: 401, callable: "unauthenticated" } as const;
const forbidden = { status: 403, callable: "permission-denied" } as const;
const notFound = { status: 404, callable: "not-found" } as const;
const conflict = { status: 409, callable: "failed-precondition" } as const;

/** Whole seconds until asking again makes sense, at least 1: HTTP's Retry-After (RFC 9110 section 10.2.3). */
export function secondsUntil(retryAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
}

/** What each refusal looks like from outside: the one place where they get numbers. */
export const outside = {
  malformed_request: { ...invalid, title: "The request is malformed" },
  body_too_large: { status: 413, callable: "invalid-argument", title: "The body is too large" },
  media_type_unsupported: { status: 415, callable: "invalid-argument", title: "The body must be JSON" },
  route_unknown: { ...notFound, title: "There is nothing here" },
  app_check_required: { ...unauthenticated, title: "The app could not be verified" },
  app_check_reused: { ...unauthenticated, title: "The App Check token was used before" },
  not_signed_in: { ...unauthenticated, title: "Not signed in" },
  role_missing: { ...forbidden, title: "The account has not the role for this" },
  signature_invalid: { ...unauthenticated, title: "The signature is invalid" },
  algorithm_not_allowed: { ...invalid, title: "The signature algorithm is not allowed" },
  message_type_wrong: { ...invalid, title: "The signed message is of another type" },
  audience_wrong: { ...unauthenticated, title: "The signed message is for somebody else" },
  proof_expired: { ...unauthenticated, title: "The signed message has expired" },
  proof_not_yet_valid: { ...unauthenticated, title: "The signed message is not valid yet" },
  proof_lifetime_too_long: { ...invalid, title: "The signed message lives too long" },
  proof_reused: { ...conflict, title: "The signed message was used before" },
  chain_untrusted: { ...unauthenticated, title: "The certificate chain is not trusted" },
  chain_expired: { ...unauthenticated, title: "The certificate chain is not valid at this time" },
  card_revoked: { ...forbidden, title: "The card's certificate is no longer valid" },
  revocation_status_unknown: {
    status: 503,
    callable: "unavailable",
    title: "Whether the certificate is revoked can't be found out now",
  },
  scope_missing: { ...forbidden, title: "The partner may not do this" },
  card_of_another_holder: { ...forbidden, title: "The card belongs to another holder" },
  device_unknown: { ...notFound, title: "No such device" },
  certificate_unknown: { ...notFound, title: "No such certificate" },
  certificate_expired: { ...conflict, title: "The certificate has expired" },
  certificate_revoked: { ...conflict, title: "The certificate is revoked" },
  certificate_not_revoked: { ...conflict, title: "The certificates are not revoked" },
  revocation_unknown: { ...notFound, title: "No such revocation" },
  holder_unknown: { ...notFound, title: "No holder matches" },
  hold_unknown: { ...notFound, title: "No such hold" },
  identification_insufficient: { ...forbidden, title: "The caller is not identified well enough for this" },
  request_reused: { ...conflict, title: "The request's id was used for another request" },
  cause_not_allowed: { ...forbidden, title: "This cause can't be given here" },
  not_on_hold: { ...conflict, title: "The certificate is not on hold" },
  wipe_ended: { ...conflict, title: "The wipe has ended" },
  acknowledgement_refused: { ...forbidden, title: "The acknowledgement is refused" },
  contact_unreachable: { ...conflict, title: "Nothing can be sent to this address" },
  contact_code_refused: { ...forbidden, title: "The code is refused" },
  shop_unknown: { ...forbidden, title: "The shop may not do this" },
  hand_over_code_refused: { ...forbidden, title: "The hand-over code is refused" },
  clearance_unknown: { ...notFound, title: "No such clearance" },
  clearance_not_clear: { ...conflict, title: "The phone is not clear" },
  phone_of_another_proof: { ...conflict, title: "The phone is not the one that was proven" },
  rate_limited: { status: 429, callable: "resource-exhausted", title: "Too many requests" },
} as const satisfies Record<Refusal, Outside>;
