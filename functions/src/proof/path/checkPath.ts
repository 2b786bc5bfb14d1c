import { AsnConvert } from "@peculiar/asn1-schema";
import { KeyUsageFlags } from "@peculiar/asn1-x509";
import type { CertificateKind } from "../../domain/certificate.ts";
import { type Refused, refuse } from "../../domain/refusal.ts";
import { type PathCertificate, readCertificate } from "./certificate.ts";
import { keyUsageOf } from "./extensions.ts";
import { fitsPurpose, isIssuedBy, mayIssue } from "./issuing.ts";
import { flawOf } from "./validatePath.ts";

/** A path that leads to a trust anchor: the anchor first, the leaf last. */
export interface TrustedPath {
  readonly anchor: PathCertificate;
  readonly certificates: readonly PathCertificate[];
  readonly leaf: PathCertificate;
}

/**
 * Checks that `x5c` (leaf first, without the anchor) leads to one of the trust anchors, as docs/certificate-profile.md has
 * it; whether anything of it is revoked is asked next (revocation.ts). Fails closed: whatever can't be read or isn't in the
 * profile is `chain_untrusted`; a certificate out of its validity is `chain_expired`.
 */
export function checkPath(
  x5c: readonly string[],
  anchors: readonly PathCertificate[],
  now: Date,
): TrustedPath | Refused {
  try {
    const certificates = x5c.map((one) => readCertificate(Buffer.from(one, "base64"))).reverse();
    return follow(certificates, anchors, now);
  } catch {
    return untrusted("a certificate can't be read or has a critical extension that isn't understood");
  }
}

function follow(
  certificates: readonly PathCertificate[],
  anchors: readonly PathCertificate[],
  now: Date,
): TrustedPath | Refused {
  const [first, leaf] = [certificates[0], certificates.at(-1)];
  const anchor = first && anchors.find((candidate) => isIssuedBy(first, candidate));
  if (!leaf || !anchor) return untrusted("it doesn't end below a trusted CA");
  const path = [anchor, ...certificates];
  if (new Set(path.map(({ x509 }) => x509.fingerprint256)).size < path.length)
    return untrusted("the same certificate is in it twice");
  const flaw = flawOf(anchor, certificates);
  if (flaw !== undefined) return untrusted(flaw);
  return path.every((one) => isValidAt(one, now)) ? { anchor, certificates, leaf } : expired;
}

/** A trust anchor from its DER. Throws for what can't be read or may not issue: trusting it would refuse every caller. */
export function readAnchor(der: Uint8Array): PathCertificate {
  const anchor = readCertificate(der);
  if (!mayIssue(anchor) || !fitsPurpose(anchor)) throw new Error("a trusted certificate that is no CA's");
  return anchor;
}

/** A signing certificate is the one for non-repudiation (RFC 5280 section 4.2.1.3); the other authenticates. */
export function kindOf({ leaf }: TrustedPath): CertificateKind {
  return (keyUsageOf(leaf) & KeyUsageFlags.nonRepudiation) === 0 ? "authentication" : "signing";
}

/** What tells a certificate from every other: its issuer's name in DER and its serial number's bytes. */
export function identityOf({ leaf }: TrustedPath): readonly [issuer: Uint8Array, serial: Uint8Array] {
  const { issuer, serialNumber } = leaf.tbs;
  return [new Uint8Array(AsnConvert.serialize(issuer)), new Uint8Array(serialNumber)];
}

const expired = refuse("chain_expired", "A certificate in the chain isn't valid at this time.");

function untrusted(flaw: string): Refused {
  return refuse(
    "chain_untrusted",
    `Send the certificate and its intermediates, leaf first, up to a trusted CA: ${flaw}.`,
  );
}

function isValidAt({ x509 }: PathCertificate, now: Date): boolean {
  return x509.validFromDate <= now && now <= x509.validToDate;
}
