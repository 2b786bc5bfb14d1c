import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  type Certificate,
  Certificate as CertificateSchema,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
} from "@peculiar/asn1-x509";
import type { CertificateKind } from "../domain/certificate.ts";
import { type Refused, refuse } from "../domain/refusal.ts";

/** A certificate at the end of a path that leads to a trust anchor. */
export interface PathLeaf {
  readonly x509: X509Certificate;
  readonly der: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly keyUsage: number;
}

interface Link {
  readonly x509: X509Certificate;
  readonly der: Uint8Array;
  readonly asn1: Certificate;
}

/** Extensions this check understands; a critical one outside the list is refused (RFC 5280 section 4.2). */
const understood: readonly string[] = [id_ce_basicConstraints, id_ce_keyUsage];

/**
 * Checks that `x5c` (leaf first, without the anchor) leads to one of the trust anchors: signatures, names, validity at
 * `now`, CA flag, path length and keyCertSign of every issuer, no critical extension that isn't understood. Fails closed:
 * whatever can't be read is `chain_untrusted`; a certificate out of its validity is `chain_expired`.
 */
export function checkPath(
  x5c: readonly string[],
  anchors: readonly Uint8Array[],
  now: Date,
): PathLeaf | Refused {
  try {
    return walk(x5c.map(link), anchors.map(toLink), now);
  } catch {
    return untrusted;
  }
}

const untrusted = refuse(
  "chain_untrusted",
  "Send the certificate and its intermediates, leaf first, up to a trusted CA.",
);
const expired = refuse("chain_expired", "A certificate in the chain isn't valid at this time.");

function walk(chain: readonly Link[], anchors: readonly Link[], now: Date): PathLeaf | Refused {
  const leaf = chain[0];
  const last = chain.at(-1);
  const anchor = last && anchors.find((candidate) => isIssuedBy(last, candidate));
  if (!leaf || !anchor) return untrusted;
  const path = [...chain, anchor];
  for (const [depth, certificate] of path.entries()) {
    const issuer = path[depth + 1];
    if (issuer && !isIssuedBy(certificate, issuer)) return untrusted;
    if (depth > 0 && !mayIssue(certificate, depth - 1)) return untrusted;
    if (!isUnderstood(certificate)) return untrusted;
    if (!isWithinValidity(certificate, now)) return expired;
  }
  return leafOf(leaf);
}

/** A signing certificate is the one for non-repudiation (RFC 5280 section 4.2.1.3); the other authenticates. */
export function kindOf(keyUsage: number): CertificateKind {
  return (keyUsage & KeyUsageFlags.nonRepudiation) === 0 ? "authentication" : "signing";
}

function leafOf({ x509, der, asn1 }: Link): PathLeaf | Refused {
  const keyUsage = extension(asn1, id_ce_keyUsage, KeyUsage)?.toNumber() ?? 0;
  const isCa = extension(asn1, id_ce_basicConstraints, BasicConstraints)?.cA ?? false;
  if (isCa || (keyUsage & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) === 0)
    return untrusted;
  const { issuer, serialNumber } = asn1.tbsCertificate;
  const issuerDer = new Uint8Array(AsnConvert.serialize(issuer));
  return { x509, der, issuer: issuerDer, serial: new Uint8Array(serialNumber), keyUsage };
}

function link(base64: string): Link {
  return toLink(Buffer.from(base64, "base64"));
}

/** Bytes after a certificate, or another encoding of it, would give it another thumbprint than the phone's chip knows. */
function toLink(der: Uint8Array): Link {
  const x509 = new X509Certificate(der);
  if (!x509.raw.equals(der)) throw new Error("not a certificate in DER and nothing else");
  return { x509, der, asn1: AsnConvert.parse(der, CertificateSchema) };
}

function isIssuedBy(certificate: Link, issuer: Link): boolean {
  const names = [certificate.asn1.tbsCertificate.issuer, issuer.asn1.tbsCertificate.subject];
  const [issuerName, subjectName] = names.map((name) => Buffer.from(AsnConvert.serialize(name)));
  if (!issuerName || !subjectName?.equals(issuerName)) return false;
  return certificate.x509.verify(issuer.x509.publicKey);
}

/** `below` counts the CA certificates between this issuer and the leaf; self-issued ones count too, which is stricter. */
function mayIssue({ asn1 }: Link, below: number): boolean {
  const constraints = extension(asn1, id_ce_basicConstraints, BasicConstraints);
  const usage = extension(asn1, id_ce_keyUsage, KeyUsage)?.toNumber() ?? 0;
  const pathLength = constraints?.pathLenConstraint ?? Number.POSITIVE_INFINITY;
  return constraints?.cA === true && (usage & KeyUsageFlags.keyCertSign) !== 0 && below <= pathLength;
}

function isUnderstood({ asn1 }: Link): boolean {
  const extensions = asn1.tbsCertificate.extensions ?? [];
  const ids = extensions.map(({ extnID }) => extnID);
  const isDuplicateFree = new Set(ids).size === ids.length;
  return (
    isDuplicateFree && extensions.every(({ critical, extnID }) => !critical || understood.includes(extnID))
  );
}

function isWithinValidity({ x509 }: Link, now: Date): boolean {
  return x509.validFromDate <= now && now <= x509.validToDate;
}

function extension<T>({ tbsCertificate }: Certificate, id: string, type: new () => T): T | undefined {
  const found = tbsCertificate.extensions?.find(({ extnID }) => extnID === id);
  return found && AsnConvert.parse(found.extnValue, type);
}
