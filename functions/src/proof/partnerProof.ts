import type { z } from "zod";
import type { MessageType } from "../contract/jws.ts";
import type { UsedProof } from "../domain/application.ts";
import { hexDigest } from "../domain/hash.ts";
import { isPartnerId, type PartnerScope, partnerAlgorithms, usableKey } from "../domain/partner.ts";
import { checkProofClaims, type ProofClaims } from "../domain/proofClaims.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import type { FindPartner } from "../flow/ports.ts";
import { parseJws, type UnverifiedJws, verifyJws } from "./compactJws.ts";
import { keyOfJwk } from "./keys.ts";

/** Whom partners' messages have to be for, and where partners are looked up. */
export interface PartnerPolicy {
  /** Our public address: what `aud` has to say. */
  readonly audience: string;
  readonly findPartner: FindPartner;
}

/** A kind of message: its form, the scope it takes to send it, and how long it may live, seconds. */
interface PartnerMessage<T> {
  readonly type: MessageType;
  readonly schema: z.ZodType<T>;
  readonly scope: PartnerScope;
  readonly longestLife: number;
}

/** The longest life of what a partner sends us itself, seconds. */
export const longestPartnerLife = 300;

/** A partner's message, believed: what it says, and how it is used up. */
interface FromPartner<T> {
  readonly claims: T;
  readonly proof: UsedProof;
}

interface PartnerClaims extends ProofClaims {
  readonly iss: string;
  readonly sub: string;
}

/**
 * Reads a message that a partner signed with a registered key (RFC 7523, with the message itself as the assertion): key,
 * signature, shape, audience and times, then the scope. An unknown partner, a disabled one, an unknown key, one that isn't
 * in use now or is for another algorithm, and a wrong signature are one and the same `signature_invalid`.
 */
export async function readFromPartner<T extends PartnerClaims>(
  jws: string,
  { type, schema, scope, longestLife }: PartnerMessage<T>,
  { audience, findPartner, now }: PartnerPolicy & { now: Date },
): Promise<FromPartner<T> | Refused> {
  const unverified = parseJws(jws, type, partnerAlgorithms);
  if (isRefused(unverified)) return unverified;
  const partnerId = issuerOf(unverified);
  const partner = partnerId === undefined ? undefined : await findPartner(partnerId);
  const jwk = usableKey(partner, unverified.kid, now);
  if (!partner || !jwk) return notKnown;
  // Refuses every algorithm but the one that the key was registered with, whatever the header says.
  const key = await keyOfJwk(unverified.algorithm, { ...jwk });
  if (isRefused(key)) return notKnown;
  const claims = await verifyJws(unverified, key, schema);
  if (isRefused(claims)) return claims.refused === "signature_invalid" ? notKnown : claims;
  const refused = checkClaims(claims, { audience, longestLife, now }) ?? checkScope(partner.scopes, scope);
  return refused ? { ...refused, signedBy: partner.partnerId } : { claims, proof: proofOf(claims) };
}

function checkClaims(
  claims: PartnerClaims,
  { audience, longestLife, now }: { audience: string; longestLife: number; now: Date },
): Refused | undefined {
  if (claims.sub !== claims.iss) return refuse("malformed_request", "sub: the same as iss.");
  return checkProofClaims(claims, audience, now) ?? checkLife(claims, longestLife);
}

function checkScope(scopes: readonly PartnerScope[], scope: PartnerScope): Refused | undefined {
  if (scopes.includes(scope)) return undefined;
  return refuse("scope_missing", `This takes the scope ${scope}: have it registered.`);
}

const notKnown = refuse(
  "signature_invalid",
  "Sign with a key that is registered and in use, named by iss and kid.",
);

/** Not believed yet: only good for finding whose key to verify with. */
function issuerOf({ payload }: UnverifiedJws): string | undefined {
  const { iss } = Object(payload);
  return typeof iss === "string" && isPartnerId(iss) ? iss : undefined;
}

function checkLife({ iat, exp }: ProofClaims, longest: number): Refused | undefined {
  if (exp - iat <= longest) return undefined;
  return refuse("proof_lifetime_too_long", `Set exp after iat, by at most ${longest} seconds.`);
}

/** The digest leaves the times out: the same message signed afresh is a repeat. */
function proofOf<T extends PartnerClaims>({ iat, exp, ...said }: T): UsedProof {
  return {
    proofId: hexDigest("partner", said.iss, said.jti),
    digest: hexDigest(JSON.stringify(said)),
    expiresAt: new Date((exp + 3600) * 1000),
  };
}
