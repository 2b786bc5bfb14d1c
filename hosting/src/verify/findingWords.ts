import type { Words } from "../shared/language.ts";
import type { ProofFinding } from "./verifyProof.ts";

/** What a proof comes to: a title, what to do about it, and how it looks. */
interface Finding {
  readonly look: "ok" | "doubtful" | "notOk" | "unknown";
  readonly title: Words;
  readonly todo: Words;
}

const forged: Finding = {
  look: "notOk",
  title: { ja: "この証明は本物ではありません", en: "This proof is not genuine" },
  todo: {
    ja: "このサービスが発行したものではないか、書き換えられています。端末を受け取らないでください。",
    en: "This service didn't issue it, or somebody changed it. Don't take the phone on it.",
  },
};

const unreadable: Finding = {
  look: "unknown",
  title: { ja: "証明を読み取れません", en: "The proof can't be read" },
  todo: {
    ja: "途中で切れているか、別のものです。QRコードを読み取り直してください。",
    en: "It is cut short, or something else. Scan its QR code again.",
  },
};

/** Each finding in words; only the first says that the phone in one's hand was properly treated. */
export const findingWords = {
  genuine: {
    look: "ok",
    title: { ja: "この端末は適切に処理されています", en: "This phone was properly treated" },
    todo: {
      ja: "証明は本物で、手元の端末のものです。証明書は失効し、削除されています。",
      en: "The proof is genuine, and of this phone: its certificates are revoked and erased.",
    },
  },
  genuineByCode: {
    look: "doubtful",
    title: { ja: "この端末の証明か、確かではありません", en: "It may be another phone's proof" },
    todo: {
      ja: "証明は本物で、店舗がこの番号を端末で見ています。ただし、その端末自身からの応答はなく、同じ機種の別の端末だったかもしれません。店舗で端末のQRコードを読み取って発行した証明なら、確かです。",
      en: "The proof is genuine, and a shop read this number off a phone. But that phone didn't answer itself, so it may have been another of the same model. A proof that a shop gives after scanning the phone's own QR code is sure.",
    },
  },
  genuineByHolder: {
    look: "doubtful",
    title: { ja: "この端末の証明か、誰も見ていません", en: "Nobody looked at this phone" },
    todo: {
      ja: "証明は本物ですが、この番号の端末のものだというのは、前の利用者の申告だけです。別の端末の証明かもしれません。店舗が端末を見て発行した証明を求めてください。",
      en: "The proof is genuine, but that it is of the phone with this number is only what its former holder says. It may be another phone's. Ask for a proof from a shop, which looks at the phone.",
    },
  },
  malformed: unreadable,
  otherType: unreadable,
  otherAlgorithm: forged,
  keyUnknown: forged,
  signatureWrong: forged,
  otherIssuer: forged,
  notYetValid: {
    look: "unknown",
    title: { ja: "まだ有効ではない証明です", en: "The proof isn't valid yet" },
    todo: {
      ja: "お使いの機器の日時が正しいか確かめてください。",
      en: "Check that date and time are right on the device that you are using.",
    },
  },
  expired: {
    look: "unknown",
    title: { ja: "有効期限が切れた証明です", en: "The proof has expired" },
    todo: {
      ja: "発行後に端末が使われたかもしれません。売り手に新しい証明を求めてください。",
      en: "The phone may have been used since. Ask the seller for a new one.",
    },
  },
  phoneNotGiven: {
    look: "unknown",
    title: { ja: "端末の番号が入力されていません", en: "The phone's number is missing" },
    todo: {
      ja: "証明は本物ですが、どの端末のものか分かりません。端末に表示される番号を入力してください。",
      en: "The proof is genuine, but of which phone? Type the number that the phone shows.",
    },
  },
  phoneUnreadable: {
    look: "unknown",
    title: { ja: "番号が正しくありません", en: "That number can't be right" },
    todo: {
      ja: "IMEIは15桁です。端末の画面をもう一度見て、入力し直してください。",
      en: "An IMEI has 15 digits, the last of which checks the others. Look at the phone's screen again, and type it anew.",
    },
  },
  otherPhone: {
    look: "notOk",
    title: { ja: "別の端末の証明です", en: "This proof is of another phone" },
    todo: {
      ja: "証明は本物ですが、入力した番号の端末のものではありません。番号を見直し、同じならこの端末を受け取らないでください。",
      en: "It is genuine, but not of the phone with this number. Compare the number once more; if it is right, don't take the phone on it.",
    },
  },
} as const satisfies Record<ProofFinding, Finding>;
