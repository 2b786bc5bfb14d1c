import { AsnConvert } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  type Extension,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_inhibitAnyPolicy,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  id_ce_subjectAltName,
  KeyUsage,
} from "@peculiar/asn1-x509";

/** The certificate extensions that this profile acts on. */
const understood: readonly string[] = [
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_inhibitAnyPolicy,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  id_ce_subjectAltName,
];

interface Extended {
  readonly tbs: { readonly extensions?: readonly Extension[] };
}

/** Whether no extension comes twice and none is critical that isn't understood (RFC 5280 section 4.2). */
export function isUnderstood(extensions: readonly Extension[]): boolean {
  const ids = extensions.map(({ extnID }) => extnID);
  if (new Set(ids).size < ids.length) return false;
  return extensions.every(({ critical, extnID }) => !critical || understood.includes(extnID));
}

/** An extension's content; undefined where the certificate has none. Throws when it can't be read. */
export function extensionOf<T>({ tbs }: Extended, id: string, type: new () => T): T | undefined {
  const found = tbs.extensions?.find(({ extnID }) => extnID === id);
  return found && AsnConvert.parse(found.extnValue, type);
}

/** The bits of the key usage (`KeyUsageFlags`), 0 where there is none: then the key is good for nothing here. */
export function keyUsageOf(certificate: Extended): number {
  return extensionOf(certificate, id_ce_keyUsage, KeyUsage)?.toNumber() ?? 0;
}

/** Whether the certificate says that it is a CA's (RFC 5280 section 4.2.1.9). */
export function isCa(certificate: Extended): boolean {
  return extensionOf(certificate, id_ce_basicConstraints, BasicConstraints)?.cA === true;
}
