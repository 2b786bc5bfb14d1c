import type { z } from "zod";
import type { ErasureReceipt, Receipt, RevocationReceipt } from "../../functions/src/contract/receipt.ts";
import { erasureText, revocationText } from "../../functions/src/domain/receiptText.ts";
import { verificationCode } from "../../functions/src/domain/verificationCode.ts";
import { deviceId, deviceKeyThumbprint, jws, revocationId, service, wipeId } from "./exampleValues.ts";

export const revocationReceiptHeader = { alg: "ES256", typ: "revocation-receipt+jwt", kid: "2026-11" };
const revoked = {
  iss: service,
  jti: revocationId,
  iat: 1_795_338_005,
  devices: [
    {
      deviceId,
      model: "Sample 8",
      certificates: [
        { kind: "signing", serialEnding: "9f3c", revokedAt: 1_795_338_005 },
        { kind: "authentication", serialEnding: "00a1", revokedAt: 1_795_338_005 },
      ],
    },
  ],
} satisfies z.input<typeof RevocationReceipt>;
export const revocationReceipt: z.input<typeof RevocationReceipt> = revoked;

export const erasureReceiptHeader = { alg: "ES256", typ: "erasure-receipt+jwt", kid: "2026-11" };
const erased = {
  iss: service,
  jti: `${wipeId}.5a0d19c47be2836f08d1f4a92c7e6b35`,
  iat: 1_795_338_012,
  wipeId,
  media: { type: "secureElement", deviceId, model: "Sample 8" },
  certificates: [
    { kind: "signing", serialEnding: "9f3c", outcome: "erased", evidence: "deviceSigned" },
    { kind: "authentication", serialEnding: "00a1", outcome: "erased", evidence: "deviceSigned" },
  ],
  sanitization: {
    category: "clear",
    steps: [
      {
        tool: "app",
        version: "1.0.0",
        technique: "keyAndCertificateDeletion",
        keyThumbprint: deviceKeyThumbprint,
      },
    ],
  },
  verification: { evidence: "deviceSigned", verifiedAt: 1_795_338_012 },
  orderedAt: 1_795_338_005,
} satisfies z.input<typeof ErasureReceipt>;
export const erasureReceipt: z.input<typeof ErasureReceipt> = erased;

const revokedCode = verificationCode(JSON.stringify(revoked));
const erasedCode = verificationCode(JSON.stringify(erased));
/** The receipts as answers have them. */
export const receiptOfRevocation: z.input<typeof Receipt> = {
  jws,
  verificationCode: revokedCode,
  ...revocationText(revoked, revokedCode),
};
export const receiptOfErasure: z.input<typeof Receipt> = {
  jws,
  verificationCode: erasedCode,
  ...erasureText(erased, erasedCode),
};
