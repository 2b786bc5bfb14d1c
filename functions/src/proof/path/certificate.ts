import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, type TBSCertificate } from "@peculiar/asn1-x509";
import { isUnderstood } from "./extensions.ts";
import { type ComparableName, comparable, isSameName } from "./names.ts";

/** A certificate taken apart and not yet believed. */
export interface PathCertificate {
  readonly x509: X509Certificate;
  readonly der: Uint8Array;
  readonly tbs: TBSCertificate;
  readonly signatureAlgorithm: string;
  readonly subject: ComparableName;
  readonly issuer: ComparableName;
  /** Subject and issuer are one: a CA that changes its key, or a root. */
  readonly isSelfIssued: boolean;
}

/**
 * Reads a certificate in DER. Throws for bytes after it and for another encoding of it, which would give it another
 * thumbprint than the phone's chip knows; for two signature algorithms that differ; and for an extension that is there
 * twice, or critical and not understood (RFC 5280 section 4.2).
 */
export function readCertificate(der: Uint8Array): PathCertificate {
  const x509 = new X509Certificate(der);
  if (!x509.raw.equals(der)) throw new Error("not a certificate in DER and nothing else");
  const { tbsCertificate: tbs, signatureAlgorithm } = AsnConvert.parse(der, Certificate);
  if (!tbs.signature.isEqual(signatureAlgorithm)) throw new Error("two signature algorithms");
  if (!isUnderstood(tbs.extensions ?? [])) throw new Error("an extension that isn't understood");
  const [subject, issuer] = [comparable(tbs.subject), comparable(tbs.issuer)];
  const isSelfIssued = isSameName(subject, issuer);
  return { x509, der, tbs, signatureAlgorithm: signatureAlgorithm.algorithm, subject, issuer, isSelfIssued };
}

/** The serial number's bytes in hex, as CRLs list it. */
export function serialOf({ tbs }: PathCertificate): string {
  return Buffer.from(tbs.serialNumber).toString("hex");
}
