import { generateKeyPairSync } from "node:crypto";
import { CommandSigningKey } from "../../functions/src/proof/commandSigner.ts";

/** A fresh key as the secret has it. */
export function newSigningKey(kid = "2026-11"): CommandSigningKey {
  const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  return CommandSigningKey.parse({ ...jwk, kid });
}

/** What a receipt for the revocation of one certificate says, but for who says it. */
export const sampleRevocationReceipt = {
  jti: "1".repeat(64),
  iat: 1_795_338_060,
  devices: [
    {
      deviceId: "d".repeat(64),
      model: "Sample 8",
      certificates: [{ kind: "signing", serialEnding: "9f3c", revokedAt: 1_795_338_060 }],
    },
  ],
} as const;
