import type { Words } from "./language.ts";

/** What any page says without a connection. */
export const offline: Words = {
  ja: "インターネットに接続していません。接続が戻るまで、新しい確認はできません。",
  en: "There is no internet connection. Until it is back, nothing new can be checked.",
};

/** What the scanner says. */
export const scanning = {
  open: { ja: "QRコードを読み取る", en: "Scan the QR code" },
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
  unloaded: {
    ja: "QRコードの読み取り機能を読み込めませんでした。接続を確かめてカメラを開き直してください。それでもだめなら、手で入力するか、ページを読み込み直してください。",
    en: "What reads QR codes couldn't be loaded. Check the connection and open the camera again; if that doesn't help, type instead, or load this page anew.",
  },
  picture: { ja: "カメラの映像", en: "The camera's picture" },
  close: { ja: "カメラを閉じる", en: "Close the camera" },
} as const satisfies Record<string, Words>;
