import { describe, expect, test } from "vitest";
import type { ErasureReceipt } from "../../functions/src/domain/erasureReceipt.ts";
import { evidenceLevels } from "../../functions/src/domain/evidence.ts";
import { erasureText, revocationText } from "../../functions/src/domain/receiptText.ts";
import type { RevocationReceipt } from "../../functions/src/domain/revocationReceipt.ts";

const lateInTheDay = 1_795_359_545;
const revoked: RevocationReceipt = {
  jti: "1".repeat(64),
  iat: lateInTheDay,
  devices: [
    {
      deviceId: "d".repeat(64),
      model: "Sample 8",
      certificates: [
        { kind: "signing", serialEnding: "9f3c", revokedAt: lateInTheDay },
        { kind: "authentication", revokedAt: 1_795_338_000 },
      ],
    },
  ],
};
const erased: ErasureReceipt = {
  jti: "wipe-1.deviceSigned",
  iat: lateInTheDay,
  wipeId: "wipe-1",
  media: { type: "secureElement", deviceId: "d".repeat(64), model: "Sample 8" },
  certificates: [{ kind: "signing", serialEnding: "9f3c", outcome: "erased", evidence: "deviceSigned" }],
  sanitization: { category: "clear", steps: [] },
  verification: { evidence: "deviceSigned", verifiedAt: lateInTheDay },
  orderedAt: 1_795_338_000,
};

describe("a revocation's receipt reads", () => {
  test("in Japanese, with times of Japan", () => {
    expect(revocationText(revoked, "77QYY-1FGX4").ja.split("\n")).toEqual([
      "電子証明書の失効の控え",
      "2026年11月22日 23:59:05（日本時間）に受け付けた申請により、次の電子証明書は失効しています。これらについて、失効の手続は済んでいます。",
      "・「Sample 8」の署名用電子証明書（シリアル番号の末尾 9f3c）：2026年11月22日 23:59:05（日本時間）に失効",
      "・「Sample 8」の利用者証明用電子証明書：2026年11月22日 18:00:00（日本時間）に失効",
      "確認コード：77QYY-1FGX4",
    ]);
  });

  test("in English", () => {
    expect(revocationText(revoked, "77QYY-1FGX4").en.split("\n")).toEqual([
      "Receipt for the revocation of certificates",
      "On the application received on 2026-11-22 at 23:59:05 (Japan time), these certificates are revoked. For them, the duty to have them revoked is done.",
      '- signing certificate (serial number ending in 9f3c) on "Sample 8": revoked on 2026-11-22 at 23:59:05 (Japan time)',
      '- authentication certificate on "Sample 8": revoked on 2026-11-22 at 18:00:00 (Japan time)',
      "Verification code: 77QYY-1FGX4",
    ]);
  });

  test("on Japan's date where Greenwich has the day before", () => {
    const text = revocationText({ ...revoked, iat: lateInTheDay + 55 }, "77QYY-1FGX4");
    expect(text.ja).toContain("2026年11月23日 00:00:00（日本時間）");
    expect(text.en).toContain("2026-11-23 at 00:00:00 (Japan time)");
  });

  test("without lines of the phone's own making, whatever it calls itself", () => {
    const model = 'X"\n確認コード：00000-00000\u2028\u202e」 8';
    const devices = revoked.devices.map((one) => ({ ...one, model }));
    const { ja, en } = revocationText({ ...revoked, devices }, "77QYY-1FGX4");
    expect([ja.split("\n").length, en.split("\n").length]).toEqual([5, 5]);
    expect(ja).toContain("・「X 確認コード：00000-00000  8」の署名用電子証明書");
    expect(en).not.toMatch(/[\u2028\u202e]/);
  });
});

describe("an erasure's receipt reads", () => {
  test("in Japanese", () => {
    expect(erasureText(erased, "77QYY-1FGX4").ja.split("\n")).toEqual([
      "電子証明書と秘密鍵の削除の控え",
      "2026年11月22日 23:59:05（日本時間）に、「Sample 8」のセキュアエレメントから次の電子証明書と秘密鍵が削除されたことを確認しました。",
      "・署名用電子証明書（シリアル番号の末尾 9f3c）",
      "確認の根拠：端末が自らの鍵で署名した報告",
      "確認コード：77QYY-1FGX4",
    ]);
  });

  test("in English", () => {
    expect(erasureText(erased, "77QYY-1FGX4").en.split("\n")).toEqual([
      "Receipt for the erasure of certificates and private keys",
      'On 2026-11-22 at 23:59:05 (Japan time) it was confirmed that these certificates and their private keys are gone from the secure element of "Sample 8".',
      "- signing certificate (serial number ending in 9f3c)",
      "Confirmed by: the phone's own report, signed with its device key",
      "Verification code: 77QYY-1FGX4",
    ]);
  });

  test("with other words for each kind of evidence", () => {
    const words = evidenceLevels.map(
      (evidence) => erasureText({ ...erased, verification: { evidence, verifiedAt: 1 } }, "").en,
    );
    expect(new Set(words).size).toBe(evidenceLevels.length);
  });
});
