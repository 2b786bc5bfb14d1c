import {
  anyExtendedKeyUsage,
  BasicConstraints,
  ExtendedKeyUsage,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_kp_clientAuth,
  id_kp_emailProtection,
  KeyUsageFlags,
} from "@peculiar/asn1-x509";
import { hashOf, isStrong } from "./algorithms.ts";
import type { PathCertificate } from "./certificate.ts";
import { extensionOf, isCa, keyUsageOf } from "./extensions.ts";
import { isSameName } from "./names.ts";

/** Purposes that go with signing an application; a certificate that names purposes has to name one of them. */
const purposes: readonly string[] = [
  anyExtendedKeyUsage,
  id_kp_clientAuth,
  id_kp_emailProtection,
  "1.3.6.1.5.5.7.3.36", // documentSigning, RFC 9336
];

/** Whether the issuer's name and key are behind a certificate, by an algorithm and a key that are taken. */
export function isIssuedBy(certificate: PathCertificate, issuer: PathCertificate): boolean {
  const { publicKey } = issuer.x509;
  if (!isSameName(certificate.issuer, issuer.subject)) return false;
  if (hashOf(certificate.signatureAlgorithm) === undefined || !isStrong(publicKey)) return false;
  return certificate.x509.verify(publicKey);
}

/** Whether a certificate may issue others: a CA whose key is for signing certificates (RFC 5280 section 6.1.4 k, n). */
export function mayIssue(certificate: PathCertificate): boolean {
  return isCa(certificate) && (keyUsageOf(certificate) & KeyUsageFlags.keyCertSign) !== 0;
}

/** How many CA certificates may follow below this one, self-issued ones not counted; infinite where it doesn't say. */
export function pathLengthOf(certificate: PathCertificate): number {
  const constraints = extensionOf(certificate, id_ce_basicConstraints, BasicConstraints);
  return constraints?.pathLenConstraint ?? Number.POSITIVE_INFINITY;
}

/** Whether a certificate may sign applications: no CA's, and its key usage is signing or non-repudiation. */
export function maySign(certificate: PathCertificate): boolean {
  const { digitalSignature, nonRepudiation } = KeyUsageFlags;
  const isForSigning = (keyUsageOf(certificate) & (digitalSignature | nonRepudiation)) !== 0;
  return isForSigning && !isCa(certificate);
}

/** Whether the extended key usage, where there is one, allows signing an application; in a CA's it bounds those below. */
export function fitsPurpose(certificate: PathCertificate): boolean {
  const named = extensionOf(certificate, id_ce_extKeyUsage, ExtendedKeyUsage);
  return named === undefined || named.some((purpose) => purposes.includes(purpose));
}
