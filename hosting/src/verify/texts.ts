import type { Words } from "../shared/language.ts";

/** Everything that the page for verifying proofs says, besides what a proof comes to. */
export const texts = {
  title: { ja: "処理済みの証明を確かめる", en: "Check a phone’s proof" },
  intro: {
    ja: "中古端末の電子証明書が失効・削除されたことの証明を確かめます。サインインは要りません。入力した内容はこの端末の外に送られません。",
    en: "Checks the proof that a second-hand phone's certificates were revoked and erased. No sign-in, and nothing you enter leaves this device.",
  },
  proof: { ja: "証明（QRコードの内容）", en: "The proof (what the QR code holds)" },
  shown: { ja: "端末に表示されるIMEIまたは製造番号", en: "IMEI or serial number that the phone shows" },
  shownHint: {
    ja: "証明に印刷された番号ではなく、手元の端末の画面に出る番号を入力してください。「*#06#」に電話をかけるか、設定の端末情報で見られます。",
    en: "Type what the phone in your hand shows, not what is printed somewhere: dial *#06#, or look under About in its settings.",
  },
  check: { ja: "確かめる", en: "Check" },
  checking: { ja: "確かめています…", en: "Checking …" },
  proofMissing: {
    ja: "証明を貼り付けるか、QRコードを読み取ってください。",
    en: "Paste the proof, or scan its QR code.",
  },
  keysMissing: {
    ja: "確認に使う鍵を取得できません。インターネットの接続を確かめて、もう一度お試しください。",
    en: "The keys to check with can't be had. Check the internet connection, then try again.",
  },
  says: { ja: "証明の内容", en: "What the proof says" },
  model: { ja: "機種", en: "Model" },
  clearedAt: { ja: "処理が終わった日時", en: "Cleared" },
  issuedAt: { ja: "発行日時", en: "Issued" },
  validUntil: { ja: "有効期限", en: "Valid until" },
  shownBy: { ja: "番号を確かめた人", en: "Who read the number off the phone" },
  shop: { ja: "店舗の担当者（端末自身の応答あり）", en: "A shop's clerk, and the phone itself answered" },
  shopByCode: {
    ja: "店舗の担当者（端末自身の応答なし）",
    en: "A shop's clerk, without an answer of the phone",
  },
  holder: { ja: "前の利用者", en: "Its former holder" },
} as const satisfies Record<string, Words>;
