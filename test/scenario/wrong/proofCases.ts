import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { Refusal } from "../../../functions/src/domain/refusal.ts";
import { type Forge, hmacWithPublicKey, inSeconds, tampered, type Wrong, x5cOf } from "./forge.ts";
import type { HttpCase } from "./wrongCase.ts";

interface Strangers {
  /** Another holder's card, and a device that is registered for that holder. */
  readonly card: Forge["card"];
  readonly deviceId: string;
}

/** Applications for revocation, each signed or claimed wrongly in one respect. */
export async function proofCases(forge: Forge, stranger: Strangers): Promise<readonly HttpCase[]> {
  const none: Wrong = { header: { alg: "none" }, sign: async () => new Uint8Array() };
  return [
    ...(await claimCases(forge)),
    ...(await ownershipCases(forge, stranger)),
    wrong("alg none without a signature", [400, "malformed_request"], await forge.revocation(none)),
    wrong(
      "alg none with a signature all the same",
      [400, "algorithm_not_allowed"],
      await forge.revocation({ header: { alg: "none" } }),
    ),
    wrong(
      "an HMAC with the public key as its secret",
      [400, "algorithm_not_allowed"],
      await forge.revocation({ header: { alg: "HS256" }, sign: hmacWithPublicKey(forge.card) }),
    ),
    wrong(
      "an algorithm that doesn't fit the key",
      [400, "algorithm_not_allowed"],
      await forge.revocation({ header: { alg: "ES256" } }),
    ),
    wrong(
      "alg none for a session",
      [400, "algorithm_not_allowed"],
      await forge.session({ header: { alg: "none" } }),
      "/v1/sessions",
    ),
  ];
}

async function claimCases(forge: Forge): Promise<readonly HttpCase[]> {
  const claims = async (changes: object) => forge.revocation({ claims: changes });
  const otherService = { aud: "https://example.com" };
  return [
    wrong("an application for another service", [401, "audience_wrong"], await claims(otherService)),
    wrong(
      "a session for another service",
      [401, "audience_wrong"],
      await forge.session({ claims: otherService }),
      "/v1/sessions",
    ),
    wrong(
      "an expired application",
      [401, "proof_expired"],
      await claims({ iat: inSeconds(-900), exp: inSeconds(-600) }),
    ),
    wrong(
      "one from the future",
      [401, "proof_not_yet_valid"],
      await claims({ iat: inSeconds(600), exp: inSeconds(900) }),
    ),
    wrong("one that lives an hour", [400, "proof_lifetime_too_long"], await claims({ exp: inSeconds(3600) })),
    wrong("one with an unknown claim", [400, "malformed_request"], await claims({ urgent: true })),
    wrong("one with an unknown cause", [400, "malformed_request"], await claims({ cause: "bored" })),
    wrong(
      "a session application sent to revoke",
      [400, "message_type_wrong"],
      await forge.revocation({ header: { typ: messageTypes.sessionApplication } }),
    ),
  ];
}

async function ownershipCases(forge: Forge, { card, deviceId }: Strangers): Promise<readonly HttpCase[]> {
  const about = async (devices: readonly string[]) => forge.revocation({ claims: { devices } });
  return [
    wrong("another holder's device", [404, "device_unknown"], await about([deviceId])),
    wrong("a device that doesn't exist", [404, "device_unknown"], await about(["0".repeat(64)])),
    wrong(
      "another holder's certificate with the own signature",
      [401, "signature_invalid"],
      await forge.revocation({ header: { x5c: x5cOf(card) } }),
    ),
    wrong(
      "an application changed after signing",
      [401, "signature_invalid"],
      tampered(await forge.revocation()),
    ),
  ];
}

/** One case of an application that comes in a proper body. */
export function wrong(
  what: string,
  [status, code]: readonly [number, Refusal],
  application: string,
  path = "/v1/revocations",
): HttpCase {
  return { what, status, code, path, body: JSON.stringify({ application }) };
}
