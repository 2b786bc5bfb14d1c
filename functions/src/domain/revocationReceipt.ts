import type { RevocationApplication } from "./application.ts";
import type { Certificate, CertificateKind } from "./certificate.ts";

/** One certificate on a receipt: its kind and the end of its serial number, where that was kept. */
export interface ReceiptCertificate {
  readonly kind: CertificateKind;
  readonly serialEnding?: string;
}

/** What a receipt for a revocation says, as its claims: seconds since 1970, and nothing that could still change. */
export interface RevocationReceipt {
  readonly jti: string;
  readonly iat: number;
  readonly devices: readonly {
    readonly deviceId: string;
    readonly model: string;
    readonly certificates: readonly (ReceiptCertificate & { readonly revokedAt: number })[];
  }[];
}

/**
 * The receipt that certificates were revoked, from what is stored: the same at every asking. It says neither why nor who,
 * so that it may be shown to a shop or a buyer. Undefined when nothing was revoked, because all of it had expired.
 */
export function revocationReceipt(
  { revocationId, appliedAt, devices }: RevocationApplication,
  certificates: readonly Certificate[],
): RevocationReceipt | undefined {
  const listed = devices.map(({ deviceId, model, certificateIds }) => ({
    deviceId,
    model,
    certificates: certificates.filter((one) => certificateIds.includes(one.certificateId)).flatMap(revoked),
  }));
  const withAny = listed.filter((device) => device.certificates.length > 0);
  return withAny.length === 0
    ? undefined
    : { jti: revocationId, iat: inSeconds(appliedAt), devices: withAny };
}

function revoked({ revocation, ...certificate }: Certificate) {
  return revocation
    ? [{ ...receiptCertificate(certificate), revokedAt: inSeconds(revocation.revokedAt) }]
    : [];
}

/** A certificate as receipts show it. */
export function receiptCertificate({ kind, serialEnding }: ReceiptCertificate): ReceiptCertificate {
  return serialEnding ? { kind, serialEnding } : { kind };
}

/** Whole seconds since 1970 (RFC 7519 NumericDate). */
export function inSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
