import { CompactSign, importJWK } from "jose";
import { z } from "zod";
import { type MessageType, messageTypes, PublicKeyJwk, Sha256 } from "../contract/jws.ts";
import type { KeySet } from "../contract/keys.ts";
import type { TsmRequest } from "../contract/tsm.ts";
import type { WipeCommand } from "../contract/wipeCommand.ts";
import { commandIdOf } from "../domain/wipe.ts";
import type { SignCommand, SignTsmRequest } from "../flow/ports.ts";

/** The private ES256 key that wipe commands, requests to the SEI-TSM and receipts are signed with, as a JWK with `kid`. */
export const CommandSigningKey = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: Sha256,
  y: Sha256,
  d: Sha256,
  kid: z.string().min(1),
});
export type CommandSigningKey = z.infer<typeof CommandSigningKey>;

/** Signs a wipe's command as it stands now; the issuer is our public address. */
export function commandSigner(key: CommandSigningKey, issuer: string): SignCommand {
  return ({ wipe, stopped }, { now, expiresAt }) => {
    const command: WipeCommand = {
      iss: issuer,
      aud: wipe.deviceId,
      jti: commandIdOf(wipe),
      wipeId: wipe.wipeId,
      generation: wipe.generation,
      certificates: stopped.map(({ thumbprint, kind }) => ({ "x5t#S256": thumbprint, kind })),
      scope: wipe.scope,
      nonce: wipe.nonce,
      iat: seconds(now),
      exp: seconds(expiresAt),
    };
    return sign(key, messageTypes.wipeCommand, command);
  };
}

/** Signs what the SEI-TSM at `audience` is asked about a wipe; it may be acted on for ten minutes. */
export function tsmRequestSigner(key: CommandSigningKey, issuer: string, audience: string): SignTsmRequest {
  return (wipe, now) => {
    const request: TsmRequest = {
      iss: issuer,
      aud: audience,
      jti: commandIdOf(wipe),
      secureElement: wipe.secureElement,
      certificates: wipe.certificates.map(({ thumbprint }) => ({ "x5t#S256": thumbprint })),
      scope: wipe.scope,
      iat: seconds(now),
      exp: seconds(now) + 600,
    };
    return sign(key, messageTypes.tsmRequest, request);
  };
}

/** The public halves of keys that have signed before; strict, so that a private one pasted here by mistake is refused. */
export const FormerKeys = z.array(PublicKeyJwk.extend({ kid: z.string().min(1) }));

/** What is published: the key's public half, and former keys, with which receipts given out earlier are still verified. */
export function publicKeySet(
  current: CommandSigningKey,
  former: z.infer<typeof FormerKeys> = [],
): z.infer<typeof KeySet> {
  const keys = [current, ...former];
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length)
    throw new Error(
      "FORMER_SIGNING_KEYS: every key needs a kid of its own, also other than the present one's",
    );
  return { keys: keys.map(({ kty, crv, x, y, kid }) => ({ kty, crv, x, y, kid, alg: "ES256", use: "sig" })) };
}

/** Signs a message of ours with this key, as a compact JWS. */
export async function sign(key: CommandSigningKey, typ: MessageType, payload: object): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  const header = { alg: "ES256", typ, kid: key.kid };
  return new CompactSign(bytes).setProtectedHeader(header).sign(await importJWK(key, "ES256"));
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
