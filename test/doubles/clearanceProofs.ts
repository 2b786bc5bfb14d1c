import { createHash } from "node:crypto";
import type { ClearanceProof } from "../../functions/src/domain/clearanceProof.ts";
import { inSeconds } from "../../functions/src/domain/revocationReceipt.ts";
import { type ShownBy, saltedPhone } from "../../functions/src/domain/shownPhone.ts";

/** An IMEI that checks out, of no phone: 3GPP's own sample. */
export const sampleImei = "490154203237518";

const week = 7 * 24 * 60 * 60;

/** What a proof for the phone with the sample IMEI says, given at `now` and good for a week, but for who signs it. */
export function sampleClearanceProof(now: Date, shownBy: ShownBy = "shop"): ClearanceProof {
  const [iat, salt] = [inSeconds(now), "k7Yp2QmVx1Rz9TfB3uJd8WcE"];
  const hash = createHash("sha256").update(saltedPhone(salt, sampleImei)).digest("base64url");
  return {
    jti: "Jm4xV0q8T2nLs6Yd1RkPzW7c",
    iat,
    exp: iat + week,
    model: "Sample 8",
    platform: "android",
    verdict: "clear",
    evidence: "deviceSigned",
    clearedAt: iat - 600,
    phone: { salt, hash, shownBy },
  };
}
