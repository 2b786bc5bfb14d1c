import "reflect-metadata";
import { randomBytes, type webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { generateKeys, type KeyKind } from "./keys.ts";

/** One certification authority: who it is, what it signs with, and where its CRL is found. */
export interface Authority {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly crlUrl: string;
}

/** What goes into a certificate, apart from what its issuer adds: key identifiers and the CRL's address. */
interface Issuance {
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
  /** The issuer's name as it is written into the certificate; the issuer's real one unless told. */
  readonly issuerName?: string;
}

const signing = { name: "ECDSA", hash: "SHA-256" };
const years = 365 * 86_400_000;

/** A self-signed CA with a fresh key. It started a day ago, so that a corrected clock doesn't make it not yet valid. */
export async function createRoot(subject: string, kind: KeyKind, crlUrl: string): Promise<Authority> {
  const keys = await generateKeys(kind);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: subject,
    keys,
    signingAlgorithm: signingAlgorithm(keys.privateKey),
    ...caValidity(),
    extensions: [...caExtensions(1), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
  });
  return { certificate, keys, crlUrl };
}

/** A CA below another one, for leaves only (path length 0). */
export async function createIssuing(
  root: Authority,
  place: { subject: string; kind: KeyKind; crlUrl: string },
): Promise<Authority> {
  const keys = await generateKeys(place.kind);
  const certificate = await issue(root, {
    subject: place.subject,
    publicKey: keys.publicKey,
    extensions: caExtensions(0),
    ...caValidity(),
  });
  return { certificate, keys, crlUrl: place.crlUrl };
}

/** Issues one certificate under a fresh 16-byte serial number. */
export async function issue(authority: Authority, issuance: Issuance): Promise<X509Certificate> {
  const { subject, publicKey, notBefore, notAfter, extensions, issuerName } = issuance;
  return X509CertificateGenerator.create({
    serialNumber: newSerial(),
    issuer: issuerName ?? authority.certificate.subject,
    subject,
    publicKey,
    notBefore,
    notAfter,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: signingAlgorithm(authority.keys.privateKey),
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
      new CRLDistributionPointsExtension([authority.crlUrl]),
    ],
  });
}

/** How a CA signs with the key it has: SHA-256 in either case. */
export function signingAlgorithm(key: webcrypto.CryptoKey): { name: string; hash: string } {
  return { ...signing, name: key.algorithm.name };
}

function caExtensions(pathLength: number): Extension[] {
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

function caValidity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - years / 365), notAfter: new Date(now + 20 * years) };
}

/** Positive and without leading zeros, so that its hex is the same in every tool. */
function newSerial(): string {
  return `4a${randomBytes(15).toString("hex")}`;
}
