import { createHmac, X509Certificate } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { Card } from "../../stack/authorities/cards.ts";
import { derOf, signBytes } from "../../stack/phones/cardSigner.ts";
import { compactJws, freshClaims, type SignBytes } from "../../stack/phones/compactJws.ts";

/** What is to be wrong about an application; whatever isn't named is right. */
export interface Wrong {
  readonly claims?: object;
  readonly header?: object;
  /** Puts this card's certificate in the header, and still signs with the own key. */
  readonly sign?: SignBytes;
}

/** Makes applications that are wrong in exactly one respect. */
export interface Forge {
  readonly card: Card;
  revocation(wrong?: Wrong): Promise<string>;
  session(wrong?: Wrong): Promise<string>;
}

/** Forges applications of one holder about one device of theirs. */
export function createForge(
  card: Card,
  { audience, deviceId }: { audience: string; deviceId: string },
): Forge {
  const make = (typ: string, about: object, { claims, header, sign }: Wrong = {}) =>
    compactJws(
      { alg: card.algorithm, typ, x5c: x5cOf(card), ...header },
      { ...freshClaims(audience), ...about, ...claims },
      sign ?? signBytes(card),
    );
  const about = { devices: [deviceId], cause: "lost" };
  return {
    card,
    revocation: (wrong) => make(messageTypes.revocationApplication, about, wrong),
    session: (wrong) => make(messageTypes.sessionApplication, {}, wrong),
  };
}

/** A card's certificate and what leads to the root, as a JWS header carries them. */
export function x5cOf({ certificate, chain }: Card): string[] {
  return [certificate, ...chain].map(derOf);
}

/** An HMAC with the certificate's public key, which everybody knows, as the secret (RFC 8725 section 2.1). */
export function hmacWithPublicKey({ certificate }: Card): SignBytes {
  const secret = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "pem" });
  return async (bytes) => createHmac("sha256", secret).update(bytes).digest();
}

/** The payload's first character changed after signing. */
export function tampered(jws: string): string {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  const changed = Buffer.from(payload, "base64url").toString().replace("lost", "stolen");
  return [header, Buffer.from(changed).toString("base64url"), signature].join(".");
}

/** `seconds` from now as a NumericDate. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
