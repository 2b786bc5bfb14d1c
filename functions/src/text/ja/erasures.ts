import type { ShownErasure } from "../../domain/deviceView.ts";
import type { Evidence } from "../../domain/evidence.ts";

/** How an erasure stands, in Japanese. */
export const erasures = {
  none: "削除が必要な電子証明書はありません。",
  waiting: "電子証明書はまだ端末に残っています。端末と通信でき次第、削除します。",
  received: "端末が削除の指示を受け取り、電子証明書を削除しています。",
  deferred: "いまは端末で電子証明書を削除できません。時間をおいて、もう一度行います。",
  stuck: "電子証明書を、遠隔操作ではまだ削除できていません。削除の操作は続けています。",
  confirmed: "電子証明書は削除されました。",
  closedUnverified: "手続は終了しましたが、電子証明書が削除されたことは確認できていません。",
  cancelled:
    "その後、この端末があらためて登録されたため、この削除の手続は終了しました。削除が必要な電子証明書が残っているときは、いまの登録の欄に表示されます。",
} as const satisfies Record<ShownErasure, string>;

/** What that is believed on, in Japanese; empty where there is nothing to say. */
export const evidences = {
  none: "",
  holderDeclared: "ご本人から、端末についての申告を受けています。",
  resetReported: "端末が初期化されたという報告を受けています。",
  counterChecked: "店舗の窓口で確認しました。",
  deviceSigned: "端末からの報告で確認しました。",
  deviceAttested: "メーカーの証明が付いた、端末からの報告で確認しました。",
  tsmConfirmed: "端末のセキュアエレメントからの報告で確認しました。",
} as const satisfies Record<Evidence, string>;
