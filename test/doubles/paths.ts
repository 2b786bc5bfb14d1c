import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { readCertificate } from "../../functions/src/proof/path/certificate.ts";
import { checkPath, type TrustedPath } from "../../functions/src/proof/path/checkPath.ts";
import { type Authority, signingAlgorithm } from "../stack/authorities/authority.ts";
import { generateKeys } from "../stack/authorities/keys.ts";
import { leafExtensions } from "../stack/authorities/profiles.ts";

const years = 365 * 86_400_000;
let serials = 0;

/** What a test wants to be special about a certificate. */
interface Wishes {
  readonly subject?: string;
  readonly extensions?: readonly Extension[];
  readonly hash?: string;
  readonly keys?: webcrypto.CryptoKeyPair;
  /** What a CA's key is for, where it isn't certificates and CRLs. */
  readonly usage?: Extension;
  /** A CA's basic constraints, where its path isn't unlimited. */
  readonly basic?: Extension;
}

const isCa = new BasicConstraintsExtension(true, undefined, true);
const mayIssueAndList = new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true);

/** A trust anchor with a P-256 key and an unlimited path. */
export async function newRoot(subject = "CN=Root, C=JP", basic: Extension = isCa): Promise<Authority> {
  const keys = await generateKeys("p256");
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: "5a",
    name: subject,
    keys,
    signingAlgorithm: signingAlgorithm(keys.privateKey),
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + years),
    extensions: [basic, mayIssueAndList],
  });
  return { certificate, keys, crlUrl: "" };
}

/** A CA below another one, with an unlimited path unless the extensions say otherwise. */
export async function newCa(parent: Authority, wishes: Wishes = {}): Promise<Authority> {
  const keys = wishes.keys ?? (await generateKeys("p256"));
  const usual = { subject: "CN=Between, C=JP", extensions: [] };
  const all = { ...usual, ...wishes, keys };
  const extensions = [wishes.basic ?? isCa, wishes.usage ?? mayIssueAndList, ...all.extensions];
  return { certificate: await issueTo(parent, { ...all, extensions }), keys, crlUrl: "" };
}

/** A leaf as an `x5c` has it; signing, unless the extensions say otherwise. */
export async function newLeaf(parent: Authority, wishes: Wishes = {}): Promise<string> {
  const keys = wishes.keys ?? (await generateKeys("p256"));
  const extensions = [...leafExtensions("signing"), ...(wishes.extensions ?? [])];
  return base64(await issueTo(parent, { subject: "CN=Leaf, C=JP", ...wishes, extensions, keys }));
}

/** A certificate of this authority as an `x5c` has it. */
export function x5cOf({ certificate }: Authority): string {
  return base64(certificate);
}

/** What becomes of a chain: "trusted", or the flaw that the refusal ends with. */
export function flawIn(x5c: readonly string[], root: Authority): string {
  const found = checkPath(x5c, [readCertificate(new Uint8Array(root.certificate.rawData))], new Date());
  return isRefused(found) ? (found.detail?.split(": ")[1] ?? found.refused) : "trusted";
}

/** A chain that has to be trusted. */
export function trustedPath(x5c: readonly string[], root: Authority): TrustedPath {
  const found = checkPath(x5c, [readCertificate(new Uint8Array(root.certificate.rawData))], new Date());
  if (isRefused(found)) throw new Error(found.detail);
  return found;
}

/** An extension from the value that goes into it. */
export function extension(id: string, value: unknown, isCritical = true): Extension {
  return new Extension(id, isCritical, AsnConvert.serialize(value));
}

/** Where the CRL is. */
export function crlAt(url: string): Extension {
  return new CRLDistributionPointsExtension([url]);
}

function issueTo(
  parent: Authority,
  {
    subject,
    extensions,
    keys,
    hash = "SHA-256",
  }: Required<Omit<Wishes, "hash" | "usage" | "basic">> & { hash?: string },
) {
  serials += 1;
  const { privateKey } = parent.keys;
  return X509CertificateGenerator.create({
    serialNumber: `5a${serials.toString(16).padStart(6, "0")}`,
    issuer: parent.certificate.subject,
    subject,
    publicKey: keys.publicKey,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + years),
    signingKey: privateKey,
    signingAlgorithm: { ...signingAlgorithm(privateKey), hash },
    extensions: [...extensions],
  });
}

function base64({ rawData }: { rawData: ArrayBuffer }): string {
  return Buffer.from(rawData).toString("base64");
}
