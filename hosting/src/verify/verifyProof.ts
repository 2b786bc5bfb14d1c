import { base64url, type CryptoKey, compactVerify, importJWK } from "jose";
import { z } from "zod";
import { ClearanceProof } from "../../../functions/src/contract/clearanceProof.ts";
import { messageTypes, PublicKeyJwk } from "../../../functions/src/contract/jws.ts";
import {
  normaliseShown,
  type ShownBy,
  saltedPhone,
  shownBys,
} from "../../../functions/src/domain/shownPhone.ts";

/**
 * What a proof comes to: `genuine` alone means that the phone in one's hand was properly treated. With the other two that
 * begin so the proof is ours too, but that it is this phone's nobody saw, or a shop by a code alone: a seller with one cleared
 * phone may have named the number of another, or laid another on the counter.
 */
export const proofFindings = [
  "genuine",
  "genuineByCode",
  "genuineByHolder",
  "malformed",
  "otherAlgorithm",
  "otherType",
  "keyUnknown",
  "signatureWrong",
  "otherIssuer",
  "notYetValid",
  "expired",
  "phoneNotGiven",
  "phoneUnreadable",
  "otherPhone",
] as const;
export type ProofFinding = (typeof proofFindings)[number];

/** What a proof says. Claims that a later version adds are left away, not refused (RFC 7519 section 4). */
const Claims = z.object(ClearanceProof.shape);
type ProofClaims = z.output<typeof Claims>;

/** Only these three: no `crit` that would have to be understood, no key that a forger brings along. */
const Header = z.strictObject({ alg: z.string(), typ: z.string(), kid: z.string() });
const Key = z.object({ ...PublicKeyJwk.shape, kid: z.string() });
const Keys = z.object({ keys: z.array(z.unknown()) });

/** A proof as it was scanned, and what it is to be held against. */
interface ProofToVerify {
  /** The compact JWS, or the whole text of the QR code, which has it behind its `#`. */
  readonly jws: string;
  /** The key set of the service that is trusted, as `/.well-known/jwks.json` has it; not of one that the proof names. */
  readonly keys: unknown;
  /** That service's address, without a slash at the end. */
  readonly issuer: string;
  /** The IMEI or serial number that the phone shows in its settings, as somebody typed it. */
  readonly shown?: string | undefined;
  /** The weakest word that it is this phone with which `ok` is said: `shop`, unless told that a weaker one is enough. */
  readonly leastWord?: ShownBy;
  readonly now: Date;
}

/** `claims` are there once the signature held, also of a proof that is over: believe them no further than `reason` says. */
export interface VerifiedProof {
  readonly ok: boolean;
  readonly reason: ProofFinding;
  readonly claims?: ProofClaims;
}

/** How far the clock here may be behind the service's, seconds. */
const leeway = 300;

/**
 * Verifies a clearance proof offline, in a browser or in Node. `ok` takes all of it: the trusted service's signature, its time,
 * that the phone in one's hand shows the number that the proof was made for, and that a shop said so to which it answered.
 */
export async function verifyProof({ jws, keys, issuer, ...against }: ProofToVerify): Promise<VerifiedProof> {
  const parts = takeApart(proofIn(jws));
  if (typeof parts === "string") return { ok: false, reason: parts };
  const key = await findKey(keys, parts.kid);
  if (!key) return { ok: false, reason: "keyUnknown" };
  const verified = await compactVerify(parts.jws, key, { algorithms: ["ES256"] }).catch(() => undefined);
  if (!verified) return { ok: false, reason: "signatureWrong" };
  const claims = Claims.safeParse(jsonOf(verified.payload)).data;
  if (!claims) return { ok: false, reason: "malformed" };
  const reason = judgeTime(claims, issuer, against.now) ?? (await judgePhone(claims, against.shown));
  return { ok: isEnough(reason, claims.phone, against.leastWord), reason, claims };
}

/** The proof in the text of a QR code: what is behind the `#`, or all of it. */
export function proofIn(text: string): string {
  return text.slice(text.lastIndexOf("#") + 1).trim();
}

function takeApart(jws: string): ProofFinding | { jws: string; kid: string } {
  const parts = jws.split(".");
  if (parts.length !== 3 || jws.length > 4096 || !parts.every(isCanonical)) return "malformed";
  const header = Header.safeParse(jsonOf(base64url.decode(parts[0] ?? ""))).data;
  if (!header) return "malformed";
  if (header.alg !== "ES256") return "otherAlgorithm";
  if (header.typ !== messageTypes.clearanceProof) return "otherType";
  return { jws, kid: header.kid };
}

/** RFC 4648 section 3.5: jose reads other spellings too, so one proof would have many. */
function isCanonical(part: string): boolean {
  return /^[\w-]+$/.test(part) && base64url.encode(base64url.decode(part)) === part;
}

async function findKey(keys: unknown, kid: string): Promise<CryptoKey | undefined> {
  const listed = Keys.safeParse(keys).data?.keys ?? [];
  const known = listed.map((one) => Key.safeParse(one).data).find((one) => one?.kid === kid);
  const key = known && (await importJWK(known, "ES256").catch(() => undefined));
  return key instanceof Uint8Array ? undefined : key;
}

function judgeTime({ iss, iat, exp }: ProofClaims, issuer: string, now: Date): ProofFinding | undefined {
  const seconds = now.getTime() / 1000;
  if (iss !== issuer) return "otherIssuer";
  if (iat > seconds + leeway) return "notYetValid";
  return exp <= seconds ? "expired" : undefined;
}

/** What a proof that holds comes to, by whose word it is that it is this phone's. */
const genuineBy = {
  holder: "genuineByHolder",
  shopByCode: "genuineByCode",
  shop: "genuine",
} as const satisfies Record<ShownBy, ProofFinding>;

function isEnough(
  reason: ProofFinding,
  { shownBy }: ProofClaims["phone"],
  leastWord: ShownBy = "shop",
): boolean {
  return reason === genuineBy[shownBy] && shownBys.indexOf(shownBy) >= shownBys.indexOf(leastWord);
}

async function judgePhone({ phone }: ProofClaims, shown: string | undefined): Promise<ProofFinding> {
  if (shown === undefined) return "phoneNotGiven";
  const normalised = normaliseShown(shown);
  if (normalised === undefined) return "phoneUnreadable";
  const bytes = new TextEncoder().encode(saltedPhone(phone.salt, normalised));
  const hash = base64url.encode(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  return hash === phone.hash ? genuineBy[phone.shownBy] : "otherPhone";
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
