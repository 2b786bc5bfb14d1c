import { KeyUsageFlags } from "@peculiar/asn1-x509";
import { type RevocationStatus, worstOf } from "../../domain/revocationStatus.ts";
import { type PathCertificate, serialOf } from "./certificate.ts";
import type { TrustedPath } from "./checkPath.ts";
import type { Crl } from "./crl.ts";
import { allReasons, coverage, distributionPointsOf } from "./crlScope.ts";
import { keyUsageOf } from "./extensions.ts";
import { isSameName } from "./names.ts";

/**
 * The CRLs for a certificate, as far as they can be had. `isGenuine` says whether one is what it seems, so that a cache
 * doesn't keep a forged one in place of a good one; whatever is answered is checked again.
 */
export type FindCrls = (
  certificate: PathCertificate,
  query: { now: Date; isGenuine: (crl: Crl) => boolean },
) => Promise<readonly Crl[]>;

/** How far a CA's clock may be ahead of ours, milliseconds. */
const clockLeeway = 60_000;

/** What the CRLs say of a path's certificates, the anchor left out (RFC 5280 section 6.3). */
export async function revocationOf(
  path: TrustedPath,
  findCrls: FindCrls,
  now: Date,
): Promise<RevocationStatus> {
  const statuses = await Promise.all(
    path.certificates.map(async (certificate) => {
      const isGenuine = (crl: Crl) => isCurrent(crl, now) && isSignedByIssuer(crl, certificate, path);
      const crls = await findCrls(certificate, { now, isGenuine });
      return statusOf(certificate, crls.filter(isGenuine));
    }),
  );
  return worstOf(statuses);
}

/** Good only when the lists together cover the certificate for every reason. */
function statusOf(certificate: PathCertificate, crls: readonly Crl[]): RevocationStatus {
  const serial = serialOf(certificate);
  let covered = 0;
  for (const point of distributionPointsOf(certificate)) {
    for (const crl of crls) {
      const reasons = coverage(crl, certificate, point);
      if (reasons !== 0 && crl.revoked.has(serial)) return "revoked";
      covered |= reasons;
    }
  }
  return covered === allReasons ? "good" : "unknown";
}

/** Whether a CRL is already in force and not yet due to be replaced. */
export function isCurrent({ thisUpdate, nextUpdate }: Crl, now: Date): boolean {
  return thisUpdate.getTime() <= now.getTime() + clockLeeway && now < nextUpdate;
}

/**
 * Whether a certificate's issuer signed a CRL, with a key that stands above the certificate in its own path and may sign
 * CRLs (section 6.3.3 f). It may be the key that the CA had before or has since.
 */
function isSignedByIssuer(crl: Crl, certificate: PathCertificate, path: TrustedPath): boolean {
  const above = path.certificates.slice(0, path.certificates.indexOf(certificate));
  return [path.anchor, ...above].some(
    (signer) =>
      isSameName(signer.subject, certificate.issuer) &&
      isSameName(crl.issuer, signer.subject) &&
      (keyUsageOf(signer) & KeyUsageFlags.cRLSign) !== 0 &&
      crl.isSignedBy(signer.x509.publicKey),
  );
}
