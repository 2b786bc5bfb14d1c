import "reflect-metadata";
import { type Extension, X509CrlGenerator } from "@peculiar/x509";
import { type Crl, readCrl } from "../../functions/src/proof/path/crl.ts";
import { type Authority, signingAlgorithm } from "../stack/authorities/authority.ts";

/** What a test wants to be special about a CRL; `from` and `until` are minutes from now. */
export interface CrlWishes {
  readonly revoked?: readonly string[];
  readonly from?: number;
  readonly until?: number;
  readonly extensions?: readonly Extension[];
  readonly entryExtensions?: readonly Extension[];
  readonly hash?: string;
  readonly issuerName?: string;
}

/** A CRL in DER, signed by this authority, good from a minute ago for an hour, with nothing on it. */
export async function newCrl(signer: Authority, wishes: CrlWishes = {}): Promise<Uint8Array> {
  const { revoked = [], from = -1, until = 60, extensions = [], entryExtensions = [] } = wishes;
  const { privateKey } = signer.keys;
  const now = Date.now();
  const crl = await X509CrlGenerator.create({
    issuer: wishes.issuerName ?? signer.certificate.subject,
    thisUpdate: minutesFromNow(from, now),
    nextUpdate: minutesFromNow(until, now),
    signingKey: privateKey,
    signingAlgorithm: { ...signingAlgorithm(privateKey), hash: wishes.hash ?? "SHA-256" },
    entries: revoked.map((serialNumber) => ({ serialNumber, extensions: [...entryExtensions] })),
    extensions: [...extensions],
  });
  return new Uint8Array(crl.rawData);
}

/** The same, taken apart. */
export async function readNewCrl(signer: Authority, wishes: CrlWishes = {}): Promise<Crl> {
  return readCrl(await newCrl(signer, wishes));
}

/** Whole seconds, as a CRL counts them. */
export function minutesFromNow(minutes: number, now = Date.now()): Date {
  return new Date(Math.floor(now / 1000) * 1000 + minutes * 60_000);
}
