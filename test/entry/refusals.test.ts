import { describe, expect, test } from "vitest";
import { type Refusal, refusals } from "../../functions/src/domain/refusal.ts";
import { outside } from "../../functions/src/entry/refusals.ts";

/** Typed by hand: what a caller sees of each refusal, over HTTP and from a callable. */
const expected: Record<Refusal, readonly [number, string]> = {
  malformed_request: [400, "invalid-argument"],
  body_too_large: [413, "invalid-argument"],
  media_type_unsupported: [415, "invalid-argument"],
  route_unknown: [404, "not-found"],
  app_check_required: [401, "unauthenticated"],
  app_check_reused: [401, "unauthenticated"],
  not_signed_in: [401, "unauthenticated"],
  role_missing: [403, "permission-denied"],
  signature_invalid: [401, "unauthenticated"],
  algorithm_not_allowed: [400, "invalid-argument"],
  message_type_wrong: [400, "invalid-argument"],
  audience_wrong: [401, "unauthenticated"],
  proof_expired: [401, "unauthenticated"],
  proof_not_yet_valid: [401, "unauthenticated"],
  proof_lifetime_too_long: [400, "invalid-argument"],
  proof_reused: [409, "failed-precondition"],
  chain_untrusted: [401, "unauthenticated"],
  chain_expired: [401, "unauthenticated"],
  card_revoked: [403, "permission-denied"],
  revocation_status_unknown: [503, "unavailable"],
  scope_missing: [403, "permission-denied"],
  card_of_another_holder: [403, "permission-denied"],
  device_unknown: [404, "not-found"],
  certificate_unknown: [404, "not-found"],
  certificate_expired: [409, "failed-precondition"],
  certificate_revoked: [409, "failed-precondition"],
  certificate_not_revoked: [409, "failed-precondition"],
  revocation_unknown: [404, "not-found"],
  holder_unknown: [404, "not-found"],
  hold_unknown: [404, "not-found"],
  identification_insufficient: [403, "permission-denied"],
  request_reused: [409, "failed-precondition"],
  cause_not_allowed: [403, "permission-denied"],
  not_on_hold: [409, "failed-precondition"],
  wipe_ended: [409, "failed-precondition"],
  acknowledgement_refused: [403, "permission-denied"],
  contact_unreachable: [409, "failed-precondition"],
  contact_code_refused: [403, "permission-denied"],
  shop_unknown: [403, "permission-denied"],
  hand_over_code_refused: [403, "permission-denied"],
  clearance_unknown: [404, "not-found"],
  clearance_not_clear: [409, "failed-precondition"],
  phone_of_another_proof: [409, "failed-precondition"],
  rate_limited: [429, "resource-exhausted"],
};

test.each(Object.entries(expected))("%s is %j outside", (refusal, [status, callable]) => {
  expect(outside).toHaveProperty([refusal], {
    status,
    callable,
    title: expect.stringMatching(/^[A-Z][^.]+$/),
  });
});

test("every refusal of the closed list has its place outside, and nothing else has", () => {
  expect(Object.keys(outside)).toEqual([...refusals]);
});

describe("nobody is told what isn't theirs", () => {
  test("what isn't there and what is somebody else's are one refusal: no other one says not found or forbidden", () => {
    const notFound = refusals.filter((refusal) => outside[refusal].status === 404);
    expect(notFound).toEqual([
      "route_unknown",
      "device_unknown",
      "certificate_unknown",
      "revocation_unknown",
      "holder_unknown",
      "hold_unknown",
      "clearance_unknown",
    ]);
    const forbidden = refusals.filter((refusal) => outside[refusal].status === 403);
    expect(forbidden).toEqual([
      "role_missing",
      "card_revoked",
      "scope_missing",
      "card_of_another_holder",
      "identification_insufficient",
      "cause_not_allowed",
      "acknowledgement_refused",
      "contact_code_refused",
      "shop_unknown",
      "hand_over_code_refused",
    ]);
  });

  test("no title names a certificate's or a device's owner", () => {
    const titles = Object.values(outside).map(({ title }) => title);
    expect(titles.join()).not.toMatch(/yours|owner|belongs to you/i);
  });
});
