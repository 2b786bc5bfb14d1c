import { type Decision, isRefused, refuse } from "./refusal.ts";

export const partnerKinds = ["maker", "tsm", "ca"] as const;
type PartnerKind = (typeof partnerKinds)[number];

export const partnerScopes = ["resets:write", "tsm:report", "ca:events"] as const;
export type PartnerScope = (typeof partnerScopes)[number];

export const partnerStates = ["active", "disabled"] as const;
export type PartnerState = (typeof partnerStates)[number];

/** Who may be given which scope: a maker's key never speaks for the CA, whatever is registered by mistake. */
export const scopesOf = {
  maker: ["resets:write"],
  tsm: ["tsm:report"],
  ca: ["ca:events"],
} as const satisfies Record<PartnerKind, readonly PartnerScope[]>;

export const partnerAlgorithms = ["ES256", "ES384", "PS256", "RS256"] as const;
export type PartnerAlgorithm = (typeof partnerAlgorithms)[number];

/** A public key as a JWK (RFC 7517), tied to the one algorithm it is used with (RFC 8725 section 3.1). */
export type PartnerJwk =
  | {
      readonly kty: "EC";
      readonly crv: "P-256" | "P-384";
      readonly x: string;
      readonly y: string;
      readonly kid: string;
      readonly alg: "ES256" | "ES384";
    }
  | {
      readonly kty: "RSA";
      readonly n: string;
      readonly e: string;
      readonly kid: string;
      readonly alg: "PS256" | "RS256";
    };

/** A registered key and when it may be used: from `startsAt` on, and before `endsAt` where there is one. */
export interface PartnerKey {
  readonly jwk: PartnerJwk;
  readonly startsAt: Date;
  readonly endsAt?: Date;
}

/** A partner organisation: what it may tell this service, and the keys by which it is known. */
export interface Partner {
  readonly partnerId: string;
  /** What admins call it in the console. */
  readonly name: string;
  readonly kind: PartnerKind;
  readonly state: PartnerState;
  readonly scopes: readonly PartnerScope[];
  readonly keys: readonly PartnerKey[];
  readonly registeredAt: Date;
  readonly changedAt: Date;
}

/** How many keys a partner can have that aren't over: one in use, the next one, and one to spare. */
const mostKeys = 5;
const leastModulus = 2048;

/**
 * A partner as first registered: active and without a key. Refused with `malformed_request` for a scope that its kind
 * can't have.
 */
export function makePartner(
  about: Pick<Partner, "partnerId" | "name" | "kind" | "scopes">,
  now: Date,
): Decision<Partner> {
  const allowed: readonly PartnerScope[] = scopesOf[about.kind];
  if (!isPartnerId(about.partnerId))
    return refuse("malformed_request", "partnerId: 3 to 64 lower-case letters, digits and hyphens.");
  if (!about.scopes.every((scope) => allowed.includes(scope)))
    return refuse("malformed_request", `scopes: a ${about.kind} can have ${allowed.join(", ")}.`);
  return { ...about, state: "active", keys: [], registeredAt: now, changedAt: now };
}

/**
 * The partner with one more key. The old ones stay as they are, so that keys change without a gap: add the new one, have
 * the partner sign with it, retire the old one. The same key again changes nothing. Refused with `malformed_request` for
 * a key that doesn't fit its algorithm, is too weak, or takes the `kid` of another, even a retired one.
 */
export function addKey(partner: Partner, key: Omit<PartnerKey, "endsAt">, now: Date): Decision<Partner> {
  const unfit = refuseUnfit(key.jwk);
  if (isRefused(unfit)) return unfit;
  const known = partner.keys.find(({ jwk }) => jwk.kid === key.jwk.kid);
  if (known && JSON.stringify(known.jwk) === JSON.stringify(key.jwk)) return partner;
  if (known) return refuse("malformed_request", "kid: another key has or had it; use a new one.");
  if (partner.keys.filter((one) => !isOver(one, now)).length >= mostKeys)
    return refuse("malformed_request", `keys: retire one first, ${mostKeys} are enough.`);
  return { ...partner, keys: [...partner.keys, key], changedAt: now };
}

/**
 * The partner with one key out of use from now on; it stays listed, so that its `kid` isn't given again. One that is over
 * already keeps its end. Refused with `malformed_request` for a `kid` that isn't there.
 */
export function retireKey(partner: Partner, kid: string, now: Date): Decision<Partner> {
  const key = partner.keys.find(({ jwk }) => jwk.kid === kid);
  if (!key) return refuse("malformed_request", "kid: this partner has no such key.");
  if (isOver(key, now)) return partner;
  const keys = partner.keys.map((one) => (one === key ? { ...one, endsAt: now } : one));
  return { ...partner, keys, changedAt: now };
}

/** The partner shut out at once, with all its keys; a repeat changes nothing. */
export function disable(partner: Partner, now: Date): Partner {
  return partner.state === "disabled" ? partner : { ...partner, state: "disabled", changedAt: now };
}

/** The partner let in again with the keys it has. */
export function enable(partner: Partner, now: Date): Partner {
  return partner.state === "active" ? partner : { ...partner, state: "active", changedAt: now };
}

/** The key that a message names, where its partner may use it now; nobody learns which of these it was that failed. */
export function usableKey(
  partner: Partner | undefined,
  kid: string | undefined,
  now: Date,
): PartnerJwk | undefined {
  if (partner?.state !== "active") return undefined;
  const key = partner.keys.find(({ jwk }) => jwk.kid === kid);
  return key && key.startsAt <= now && !isOver(key, now) ? key.jwk : undefined;
}

/** Nothing that a document path could be bent with, and the same in every spelling. */
export function isPartnerId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/.test(text);
}

function isOver({ endsAt }: PartnerKey, now: Date): boolean {
  return endsAt !== undefined && endsAt <= now;
}

const curveOf = { ES256: "P-256", ES384: "P-384" } as const;
const coordinateBytes = { "P-256": 32, "P-384": 48 } as const;

function refuseUnfit(jwk: PartnerJwk): Decision<undefined> {
  if (jwk.kty === "RSA") {
    if (bits(jwk.n) < leastModulus)
      return refuse("malformed_request", `n: an RSA key needs at least ${leastModulus} bits.`);
    return undefined;
  }
  const length = coordinateBytes[jwk.crv];
  const fits = [jwk.x, jwk.y].every((part) => Buffer.from(part, "base64url").length === length);
  if (curveOf[jwk.alg] !== jwk.crv || !fits)
    return refuse("malformed_request", "alg: ES256 goes with P-256 and ES384 with P-384.");
  return undefined;
}

/** How long a number in base64url is without its leading zeros. */
function bits(base64url: string): number {
  return BigInt(`0x${Buffer.from(base64url, "base64url").toString("hex")}`).toString(2).length;
}
