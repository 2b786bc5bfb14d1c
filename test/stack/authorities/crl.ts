import "reflect-metadata";
import { AsnConvert } from "@peculiar/asn1-schema";
import { CRLNumber, id_ce_cRLNumber } from "@peculiar/asn1-x509";
import { AuthorityKeyIdentifierExtension, Extension, type X509Crl, X509CrlGenerator } from "@peculiar/x509";
import { type Authority, signingAlgorithm } from "./authority.ts";

/** One revoked certificate, as a CRL lists it. */
export interface RevokedSerial {
  readonly serial: string;
  readonly revokedAt: Date;
}

/** The authority's CRL as of now, good for so many milliseconds (RFC 5280 section 5); `number` must rise from one CRL to the next. */
export async function createCrl(
  authority: Authority,
  list: { revoked: readonly RevokedSerial[]; number: number; now: Date; validity: number },
): Promise<X509Crl> {
  const { revoked, number, now, validity } = list;
  return X509CrlGenerator.create({
    issuer: authority.certificate.subject,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + validity),
    signingKey: authority.keys.privateKey,
    signingAlgorithm: signingAlgorithm(authority.keys.privateKey),
    entries: revoked.map(({ serial, revokedAt }) => ({ serialNumber: serial, revocationDate: revokedAt })),
    extensions: [await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey), crlNumber(number)],
  });
}

/** RFC 5280 section 5.2.3. */
function crlNumber(number: number): Extension {
  return new Extension(id_ce_cRLNumber, false, AsnConvert.serialize(new CRLNumber(number)));
}
