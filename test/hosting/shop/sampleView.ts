import type { ClearanceView } from "../../../hosting/src/shop/clearanceView.ts";

/** A phone that is not revoked yet, as the service answers it. */
export const sampleView: ClearanceView = {
  clearanceId: "c1",
  verdict: "revokeFirst",
  isRevoked: false,
  isErased: false,
  words: { ja: "失効していません。", en: "Not revoked." },
  todo: { step: "revokeOnPhone", ja: "失効してもらう。", en: "Have it revoked." },
  phone: { model: "Sample 8", platform: "android" },
  pullUrl: "https://katazuke.example/open?do=fetchCommands",
  asOf: "2026-11-23T01:00:00.000Z",
  expiresAt: "2026-11-23T01:30:00.000Z",
  mayBeProven: false,
};
