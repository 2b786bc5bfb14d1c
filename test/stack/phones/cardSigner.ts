import { createPrivateKey, createSign, X509Certificate } from "node:crypto";
import type { Card } from "../authorities/cards.ts";
import { compactJws, freshClaims } from "./compactJws.ts";

const digests = { RS256: "sha256", ES256: "sha256", ES384: "sha384" } as const;

/** An application signed with the card: `x5c` has the card's certificate first and leaves the root out. */
export function signWithCard(
  card: Card,
  application: { typ: string; audience: string; claims: object },
): Promise<string> {
  const { typ, audience, claims } = application;
  const header = { alg: card.algorithm, typ, x5c: [card.certificate, ...card.chain].map(derOf) };
  return compactJws(header, { ...freshClaims(audience), ...claims }, signBytes(card));
}

/** What the card does with a PIN and bytes. */
export function signBytes({ privateKey, algorithm }: Card): (bytes: Uint8Array) => Promise<Uint8Array> {
  const key = createPrivateKey(privateKey);
  return async (bytes) => {
    return createSign(digests[algorithm]).update(bytes).sign({ key, dsaEncoding: "ieee-p1363" });
  };
}

/** A PEM certificate as `x5c` wants it: base64 (not base64url) of its DER (RFC 7515 section 4.1.6). */
export function derOf(pem: string): string {
  return new X509Certificate(pem).raw.toString("base64");
}
