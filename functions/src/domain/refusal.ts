/** Every reason why a well-formed request is turned down; what callers see as `code`. The list is closed. */
export const refusals = [
  "malformed_request",
  "body_too_large",
  "media_type_unsupported",
  "route_unknown",
  "app_check_required",
  "app_check_reused",
  "not_signed_in",
  "role_missing",
  "signature_invalid",
  "algorithm_not_allowed",
  "message_type_wrong",
  "audience_wrong",
  "proof_expired",
  "proof_not_yet_valid",
  "proof_lifetime_too_long",
  "proof_reused",
  "chain_untrusted",
  "chain_expired",
  "card_revoked",
  "revocation_status_unknown",
  "scope_missing",
  "card_of_another_holder",
  "device_unknown",
  "certificate_unknown",
  "certificate_expired",
  "certificate_revoked",
  "certificate_not_revoked",
  "revocation_unknown",
  "holder_unknown",
  "hold_unknown",
  "identification_insufficient",
  "request_reused",
  "cause_not_allowed",
  "not_on_hold",
  "wipe_ended",
  "acknowledgement_refused",
  "contact_unreachable",
  "contact_code_refused",
  "shop_unknown",
  "hand_over_code_refused",
  "clearance_unknown",
  "clearance_not_clear",
  "phone_of_another_proof",
  "rate_limited",
] as const;

export type Refusal = (typeof refusals)[number];

/** A request turned down. `detail` says what to do about it; it never holds personal data or what was sent. */
export interface Refused {
  readonly refused: Refusal;
  readonly detail?: string;
  /** The partner whose signature held although its message is refused: for the audit, never for the answer. */
  readonly signedBy?: string;
  /** From when on asking again makes sense, where that is all there is to do. */
  readonly retryAt?: Date;
}

/** What a decision comes to: a value, or the reason why not. Failures (a lost network) are exceptions instead. */
export type Decision<T> = T | Refused;

/** A refusal as a value. */
export function refuse(refused: Refusal, detail?: string): Refused {
  return detail === undefined ? { refused } : { refused, detail };
}

/** Tells a refusal from a decided value. */
export function isRefused(decision: unknown): decision is Refused {
  return typeof decision === "object" && decision !== null && "refused" in decision;
}
