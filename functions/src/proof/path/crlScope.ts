import {
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  type IssuingDistributionPoint,
  id_ce_cRLDistributionPoints,
  id_ce_freshestCRL,
  type Reason,
} from "@peculiar/asn1-x509";
import type { PathCertificate } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import { extensionOf, isCa } from "./extensions.ts";
import { type ComparableName, comparable, comparableRelative, directory, isSameName } from "./names.ts";

/** All the reasons there are, as bits 1 to 8 of ReasonFlags (RFC 5280 section 4.2.1.13); bit 0 stands for none. */
export const allReasons = 0b1_1111_1110;

/**
 * Where a certificate says that its CRLs are; where it doesn't, under its issuer's name (section 6.3.3). None at all where
 * it has delta CRLs (freshestCRL), which are outside the profile: without them a list may be out of date.
 */
export function distributionPointsOf(certificate: PathCertificate): readonly DistributionPoint[] {
  const hasDeltas = certificate.tbs.extensions?.some(({ extnID }) => extnID === id_ce_freshestCRL) ?? false;
  if (hasDeltas) return [];
  const named = extensionOf(certificate, id_ce_cRLDistributionPoints, CRLDistributionPoints);
  const isDirect = ({ cRLIssuer }: DistributionPoint) => cRLIssuer === undefined;
  return named?.filter(isDirect) ?? [underTheIssuer(certificate)];
}

/** For which reasons of revocation a CRL, found at that point, covers a certificate: bits of ReasonFlags, 0 for none. */
export function coverage(crl: Crl, certificate: PathCertificate, point: DistributionPoint): number {
  if (!isSameName(crl.issuer, certificate.issuer)) return 0;
  const { scope } = crl;
  if (scope && !isInScope(scope, certificate)) return 0;
  if (scope?.distributionPoint && !areMet(scope.distributionPoint, certificate, point)) return 0;
  return bitsOf(point.reasons) & bitsOf(scope?.onlySomeReasons);
}

function underTheIssuer({ tbs }: PathCertificate): DistributionPoint {
  const distributionPoint = new DistributionPointName({ fullName: [directory(tbs.issuer)] });
  return new DistributionPoint({ distributionPoint });
}

function isInScope(scope: IssuingDistributionPoint, certificate: PathCertificate): boolean {
  if (scope.onlyContainsAttributeCerts) return false;
  return isCa(certificate) ? !scope.onlyContainsUserCerts : !scope.onlyContainsCACerts;
}

/** Whether list and certificate have a name for the place in common (section 6.3.3 b 2 i). */
function areMet(of: DistributionPointName, { issuer }: PathCertificate, point: DistributionPoint): boolean {
  const names = new Set(placesOf(of, issuer));
  return placesOf(point.distributionPoint, issuer).some((place) => names.has(place));
}

function placesOf(name: DistributionPointName | undefined, issuer: ComparableName): readonly string[] {
  if (name?.nameRelativeToCRLIssuer)
    return [JSON.stringify([...issuer, comparableRelative(name.nameRelativeToCRLIssuer)])];
  return (name?.fullName ?? []).flatMap(({ directoryName, uniformResourceIdentifier }) => {
    if (directoryName) return [JSON.stringify(comparable(directoryName))];
    return uniformResourceIdentifier === undefined ? [] : [uniformResourceIdentifier];
  });
}

function bitsOf(reasons: Reason | undefined): number {
  return reasons ? reasons.toNumber() & allReasons : allReasons;
}
