import { type CryptoKey, compactVerify } from "jose";
import { z } from "zod";
import { describe } from "../contract/describe.ts";
import { CompactJws, type MessageType } from "../contract/jws.ts";
import { type Refused, refuse } from "../domain/refusal.ts";

/** What signatures are accepted at all; `none`, HMAC and everything else is `algorithm_not_allowed`. */
export const allowedAlgorithms = ["RS256", "ES256", "ES384"] as const;
export type Algorithm = (typeof allowedAlgorithms)[number];

const Header = z.strictObject({
  alg: z.string(),
  typ: z.string(),
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

/**
 * Takes a compact JWS apart, strictly: canonical base64url only (RFC 4648 section 3.5; jose is lenient here), known header
 * members only (so no `crit`, `jku` or `b64`), one `typ`, and an algorithm from the list.
 */
export function parseJws(jws: string, type: MessageType): UnverifiedJws | Refused {
  if (!CompactJws.safeParse(jws).success) return notAJws;
  const [head = "", body = "", signature = ""] = jws.split(".");
  if (![head, body, signature].every(isCanonical)) return notAJws;
  const header = Header.safeParse(json(head));
  const payload = json(body);
  if (!header.success || payload === undefined) return notAJws;
  const { alg, typ, x5c = [], jwk, kid } = header.data;
  const algorithm = allowedAlgorithms.find((allowed) => allowed === alg);
  if (!algorithm) return refuse("algorithm_not_allowed", `Sign with ${allowedAlgorithms.join(", ")}.`);
  if (typ !== type) return refuse("message_type_wrong", `Set typ to ${type}.`);
  return { jws, algorithm, x5c, jwk, kid, payload };
}

/** Checks the signature and gives the payload in the contract's shape; refused when either doesn't hold. */
export async function verifyJws<T>(
  unverified: UnverifiedJws,
  key: CryptoKey,
  schema: z.ZodType<T>,
): Promise<T | Refused> {
  const verified = await compactVerify(unverified.jws, key, { algorithms: [unverified.algorithm] }).catch(
    () => null,
  );
  if (!verified) return refuse("signature_invalid", "The signature doesn't fit the key that it names.");
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

function json(part: string): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(part, "base64url"));
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
