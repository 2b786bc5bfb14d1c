import { type KeyObject, verify } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  Extension,
  IssuingDistributionPoint,
  id_ce_authorityKeyIdentifier,
  id_ce_cRLNumber,
  id_ce_deltaCRLIndicator,
  id_ce_freshestCRL,
  id_ce_issuingDistributionPoint,
  Name,
} from "@peculiar/asn1-x509";
import { hashOf, isStrong } from "./algorithms.ts";
import { type Der, partsOf, readDer, readTime, tags } from "./der.ts";
import { type ComparableName, comparable } from "./names.ts";

/** A complete CRL (RFC 5280 section 5) taken apart and not yet believed. */
export interface Crl {
  readonly issuer: ComparableName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Serial numbers in hex, on hold ones included. */
  readonly revoked: ReadonlySet<string>;
  /** What it is about, where it isn't about every certificate of its issuer. */
  readonly scope: IssuingDistributionPoint | undefined;
  readonly isSignedBy: (key: KeyObject) => boolean;
}

/**
 * Reads a CRL in DER. Throws for what docs/certificate-profile.md leaves out: version 1, no nextUpdate, delta and indirect
 * CRLs, a weak signature algorithm, and a critical extension, of the list or an entry, that isn't understood (section 5.2).
 */
export function readCrl(der: Uint8Array): Crl {
  const [tbs, outerAlgorithm, signature, ...more] = partsOf(readDer(der));
  if (!tbs || !outerAlgorithm || !signature || more.length > 0) throw new Error("not a CRL");
  const fields = readFields(tbs);
  if (!Buffer.from(fields.algorithm.whole).equals(outerAlgorithm.whole)) throw new Error("two algorithms");
  const hash = hashOf(AsnConvert.parse(outerAlgorithm.whole, AlgorithmIdentifier).algorithm);
  if (hash === undefined || signature.content[0] !== 0) throw new Error("a signature that isn't taken");
  const bits = signature.content.subarray(1);
  return {
    issuer: comparable(AsnConvert.parse(fields.issuer.whole, Name)),
    thisUpdate: readTime(fields.thisUpdate),
    nextUpdate: readTime(fields.nextUpdate),
    revoked: readEntries(fields.entries),
    scope: readScope(fields.extensions),
    isSignedBy: once((key) => isStrong(key) && verify(hash, tbs.whole, key, bits)),
  };
}

interface Fields {
  readonly algorithm: Der;
  readonly issuer: Der;
  readonly thisUpdate: Der;
  readonly nextUpdate: Der;
  readonly entries: Der | undefined;
  readonly extensions: Der | undefined;
}

function readFields(tbs: Der): Fields {
  const [version, algorithm, issuer, thisUpdate, nextUpdate, ...others] = partsOf(tbs);
  if (version?.tag !== tags.integer || version.content.length !== 1 || version.content[0] !== 1)
    throw new Error("not a CRL of version 2");
  if (!algorithm || !issuer || !thisUpdate || !nextUpdate) throw new Error("a CRL cut short");
  const entries = others[0]?.tag === tags.sequence ? others.shift() : undefined;
  const extensions = others[0]?.tag === tags.extensions ? others.shift() : undefined;
  if (others.length > 0) throw new Error("something in a CRL that isn't known");
  return { algorithm, issuer, thisUpdate, nextUpdate, entries, extensions };
}

/** An entry of any kind counts as revoked, also one that says otherwise: only a delta CRL may take one off. */
function readEntries(entries: Der | undefined): ReadonlySet<string> {
  const revoked = new Set<string>();
  for (const entry of entries ? partsOf(entries) : []) {
    const [serial, date, extensions] = partsOf(entry);
    if (serial?.tag !== tags.integer || !date) throw new Error("a CRL's entry without a serial number");
    if (extensions && hasCritical(extensions)) throw new Error("a critical extension of an entry");
    revoked.add(Buffer.from(serial.content).toString("hex"));
  }
  return revoked;
}

/** Reasons and dates aren't critical (section 5.3); what is would name another issuer, or isn't understood. */
function hasCritical(extensions: Der): boolean {
  for (const extension of partsOf(extensions)) {
    const [, critical] = partsOf(extension);
    if (critical?.tag === tags.boolean) return true;
  }
  return false;
}

function readScope(wrapped: Der | undefined): IssuingDistributionPoint | undefined {
  if (!wrapped) return undefined;
  const known = [id_ce_issuingDistributionPoint, id_ce_cRLNumber, id_ce_authorityKeyIdentifier];
  const extensions = readExtensions(readDer(wrapped.content), known);
  if (extensions.has(id_ce_deltaCRLIndicator) || extensions.has(id_ce_freshestCRL))
    throw new Error("a delta CRL, or one that delta CRLs belong to");
  const scope = extensions.get(id_ce_issuingDistributionPoint);
  const parsed = scope && AsnConvert.parse(scope.extnValue, IssuingDistributionPoint);
  if (parsed?.indirectCRL) throw new Error("an indirect CRL");
  return parsed;
}

function readExtensions(list: Der, understood: readonly string[]): ReadonlyMap<string, Extension> {
  const read = [...partsOf(list)].map(({ whole }) => AsnConvert.parse(whole, Extension));
  if (read.some(({ critical, extnID }) => critical && !understood.includes(extnID)))
    throw new Error("a critical extension that isn't understood");
  const extensions = new Map(read.map((extension) => [extension.extnID, extension]));
  if (extensions.size < read.length) throw new Error("an extension twice");
  return extensions;
}

/** Remembers what came of each key, because a list of megabytes is asked about again and again. */
function once(ask: (key: KeyObject) => boolean): (key: KeyObject) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const name = key.export({ type: "spki", format: "der" }).toString("base64");
    const answer = known.get(name) ?? ask(key);
    known.set(name, answer);
    return answer;
  };
}
