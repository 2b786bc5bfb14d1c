import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";
import type { CertificateName } from "../../../functions/src/domain/certificateName.ts";

/** What a CA's records say of a certificate that it issued, from its PEM. */
export function certificateNameOf(pem: string): CertificateName {
  const { raw, serialNumber } = new X509Certificate(pem);
  const { issuer } = AsnConvert.parse(raw, Certificate).tbsCertificate;
  return { issuer: Buffer.from(AsnConvert.serialize(issuer)).toString("base64"), serialNumber };
}
