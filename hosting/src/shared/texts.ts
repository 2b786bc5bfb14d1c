import type { Words } from "./language.ts";

/** What the scanner says. */
export const scanning = {
  starting: { ja: "カメラを起動しています…", en: "Starting the camera …" },
  looking: {
    ja: "QRコードをカメラに向けてください。読み取ると自動で進みます。",
    en: "Hold the QR code up to the camera. It is read by itself.",
  },
  other: {
    ja: "これは別のQRコードです。引き続き探しています。",
    en: "This is some other QR code. Still looking.",
  },
  denied: {
    ja: "カメラを使えません。ブラウザの設定でカメラを許可するか、手で入力してください。",
    en: "The camera can't be used. Allow it in the browser's settings, or type instead.",
  },
  picture: { ja: "カメラの映像", en: "The camera's picture" },
  close: { ja: "カメラを閉じる", en: "Close the camera" },
} as const satisfies Record<string, Words>;
