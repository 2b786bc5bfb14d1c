import type { CertificateKind } from "./certificate.ts";
import type { ErasureReceipt } from "./erasureReceipt.ts";
import type { Evidence } from "./evidence.ts";
import { plainModel } from "./plainModel.ts";
import type { ReceiptCertificate, RevocationReceipt } from "./revocationReceipt.ts";

/** A receipt for people, in both languages; times are Japan's. */
export interface ReceiptText {
  readonly ja: string;
  readonly en: string;
}

const kinds = {
  signing: { ja: "署名用電子証明書", en: "signing certificate" },
  authentication: { ja: "利用者証明用電子証明書", en: "authentication certificate" },
} as const satisfies Record<CertificateKind, ReceiptText>;

const grounds = {
  none: { ja: "なし", en: "none" },
  holderDeclared: { ja: "本人の申告", en: "the holder's word" },
  resetReported: {
    ja: "端末メーカーからの初期化の報告",
    en: "the phone maker's report that the phone was initialised",
  },
  counterChecked: { ja: "店頭での確認", en: "a check at a shop's counter" },
  deviceSigned: {
    ja: "端末が自らの鍵で署名した報告",
    en: "the phone's own report, signed with its device key",
  },
  deviceAttested: {
    ja: "完全性が証明された端末が自らの鍵で署名した報告",
    en: "the report of an attested phone, signed with its device key",
  },
  tsmConfirmed: {
    ja: "セキュアエレメントを管理するSEI-TSMの報告",
    en: "the report of the SEI-TSM, which manages the secure element",
  },
} as const satisfies Record<Evidence, ReceiptText>;

/** What a revocation's receipt says, in plain sentences. */
export function revocationText({ iat, devices }: RevocationReceipt, code: string): ReceiptText {
  const listed = devices.flatMap(({ model, certificates }) =>
    certificates.map((certificate) => ({ ...certificate, model: plainModel(model) })),
  );
  const ja = listed.map((one) => `・「${one.model}」の${naming(one).ja}：${time(one.revokedAt).ja}に失効`);
  const en = listed.map(
    (one) => `- ${naming(one).en} on "${one.model}": revoked on ${time(one.revokedAt).en}`,
  );
  return {
    ja: lines(
      "電子証明書の失効の控え",
      `${time(iat).ja}に受け付けた申請により、次の電子証明書は失効しています。これらについて、失効の手続は済んでいます。`,
      ...ja,
      `確認コード：${code}`,
    ),
    en: lines(
      "Receipt for the revocation of certificates",
      `On the application received on ${time(iat).en}, these certificates are revoked. For them, the duty to have them revoked is done.`,
      ...en,
      `Verification code: ${code}`,
    ),
  };
}

/** What an erasure's receipt says, in plain sentences. */
export function erasureText(receipt: ErasureReceipt, code: string): ReceiptText {
  const { media, certificates, verification } = receipt;
  const [model, at] = [plainModel(media.model), time(verification.verifiedAt)];
  const ground = grounds[verification.evidence];
  return {
    ja: lines(
      "電子証明書と秘密鍵の削除の控え",
      `${at.ja}に、「${model}」のセキュアエレメントから次の電子証明書と秘密鍵が削除されたことを確認しました。`,
      ...certificates.map((one) => `・${naming(one).ja}`),
      `確認の根拠：${ground.ja}`,
      `確認コード：${code}`,
    ),
    en: lines(
      "Receipt for the erasure of certificates and private keys",
      `On ${at.en} it was confirmed that these certificates and their private keys are gone from the secure element of "${model}".`,
      ...certificates.map((one) => `- ${naming(one).en}`),
      `Confirmed by: ${ground.en}`,
      `Verification code: ${code}`,
    ),
  };
}

function naming({ kind, serialEnding }: ReceiptCertificate): ReceiptText {
  const { ja, en } = kinds[kind];
  if (serialEnding === undefined) return { ja, en };
  return {
    ja: `${ja}（シリアル番号の末尾 ${serialEnding}）`,
    en: `${en} (serial number ending in ${serialEnding})`,
  };
}

const japanIsAhead = 9 * 60 * 60;

function time(seconds: number): ReceiptText {
  const [day = "", clock = ""] = new Date((seconds + japanIsAhead) * 1000).toISOString().split(/[T.]/);
  const [year, month, date] = day.split("-").map(Number);
  return { ja: `${year}年${month}月${date}日 ${clock}（日本時間）`, en: `${day} at ${clock} (Japan time)` };
}

function lines(...all: readonly string[]): string {
  return all.join("\n");
}
