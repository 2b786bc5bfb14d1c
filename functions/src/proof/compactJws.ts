import { type CryptoKey, compactVerify } from "jose";
import { z } from "zod";
import { describe } from "../contract/describe.ts";
import type { MessageType } from "../contract/jws.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { type Algorithm, allowedAlgorithms } from "./keys.ts";
import { readStrictJson } from "./strictJson.ts";

/** Three parts; the payload may be empty (RFC 7515 section 3.1), though none of our messages is. */
const compact = /^[\w-]+\.[\w-]*\.[\w-]+$/;
const longest = 16_384;

const Header = z.strictObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().max(128).optional(),
  x5c: z.array(z.base64()).min(1).max(5).optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
});

/** A JWS taken apart and not yet believed. */
export interface UnverifiedJws {
  readonly jws: string;
  readonly algorithm: Algorithm;
  readonly x5c: readonly string[];
  readonly jwk: Record<string, unknown> | undefined;
  readonly kid: string | undefined;
  readonly payload: unknown;
}

/** The three parts of a compact JWS, none of them believed. */
interface JwsParts {
  readonly jws: string;
  readonly algorithm: Algorithm;
  readonly header: z.output<typeof Header>;
  readonly payload: Uint8Array;
}

/**
 * Takes a compact JWS apart, strictly: canonical base64url only (RFC 4648 section 3.5; jose is lenient here), known header
 * members only (so no `crit`, `jku` or `b64`), each of them once, and an algorithm from the list.
 */
export function takeApart(
  jws: string,
  allowed: readonly Algorithm[] = allowedAlgorithms,
): JwsParts | Refused {
  if (jws.length > longest || !compact.test(jws)) return notAJws;
  const parts = jws.split(".");
  if (!parts.every(isCanonical)) return notAJws;
  const [head = new Uint8Array(), payload = new Uint8Array()] = parts.map((part) =>
    Buffer.from(part, "base64url"),
  );
  const header = Header.safeParse(readStrictJson(head));
  if (!header.success) return notAJws;
  const algorithm = allowed.find((one) => one === header.data.alg);
  if (!algorithm) return refuse("algorithm_not_allowed", `Sign with ${allowed.join(", ")}.`);
  return { jws, algorithm, header: header.data, payload };
}

/** Whether the key made the signature, with the algorithm that the header names. */
export async function isSignedWith(
  { jws, algorithm }: Pick<JwsParts, "jws" | "algorithm">,
  key: CryptoKey,
): Promise<boolean> {
  const verified = await compactVerify(jws, key, { algorithms: [algorithm] }).catch(() => null);
  return verified !== null;
}

/** Takes one of our messages apart: the type that is wanted, with JSON in it in which no member comes twice. */
export function parseJws(
  jws: string,
  type: MessageType,
  allowed: readonly Algorithm[] = allowedAlgorithms,
): UnverifiedJws | Refused {
  const parts = takeApart(jws, allowed);
  if (isRefused(parts)) return parts;
  const { typ, x5c = [], jwk, kid } = parts.header;
  const payload = readStrictJson(parts.payload);
  if (typ === undefined || payload === undefined) return notAJws;
  if (typ !== type) return refuse("message_type_wrong", `Set typ to ${type}.`);
  return { jws, algorithm: parts.algorithm, x5c, jwk, kid, payload };
}

/** Checks the signature and gives the payload in the contract's shape; refused when either doesn't hold. */
export async function verifyJws<T>(
  unverified: UnverifiedJws,
  key: CryptoKey,
  schema: z.ZodType<T>,
): Promise<T | Refused> {
  if (!(await isSignedWith(unverified, key)))
    return refuse("signature_invalid", "The signature doesn't fit the key that it names.");
  return shaped(unverified.payload, schema);
}

/** A payload in the contract's shape, or the refusal that names what is wrong with it, without repeating any of it. */
export function shaped<T>(payload: unknown, schema: z.ZodType<T>): T | Refused {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  return refuse("malformed_request", describe(parsed.error));
}

const notAJws = refuse("malformed_request", "Send a JWS in compact serialisation with a JSON payload.");

function isCanonical(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}
