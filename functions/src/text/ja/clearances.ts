import type { ClearanceStep } from "../../domain/clearance.ts";
import type { InstructionText } from "../pattern.ts";

/** What a counter check found, for the clerk, in Japanese. */
export const answers = {
  revoked: "電子証明書は失効しています。",
  notRevoked: "電子証明書は、まだ失効していません。",
  notErased: "電子証明書が削除されたことは、確認できていません。",
  unknown: "この端末の電子証明書については、確認できません。",
} as const;

/** What the clerk should do next, in Japanese. */
export const steps = {
  handOver: {
    what: "手続は終わっています。この端末は、引き取ることができます。",
    how: "必要なら、処理済みの証明を発行してください。",
    otherwise: "証明は、端末に表示された番号と組になります。",
  },
  revokeOnPhone: {
    what: "ご本人に、この端末で失効の手続をしてもらってください。",
    how: "端末のアプリを開いて、利用の停止を選んでもらいます。暗証番号は、見ないようにしてください。",
    otherwise: "失効していない端末は、引き取らないでください。",
  },
  revokeByCard: {
    what: "ご本人に、マイナンバーカードで失効の手続をしてもらってください。",
    how: "別のスマートフォンかパソコンで手続ができます。この端末は、そのまま置いておいてください。",
    otherwise: "失効していない端末は、引き取らないでください。",
  },
  pullNow: {
    what: "端末をWi-Fiにつないで、画面のQRコードを読み取ってもらってください。",
    how: "アプリが開いたら、1分ほど画面をつけたままにしてください。削除は自動で始まります。",
    otherwise: "2分たっても終わらないときは、次の方法をお知らせします。",
  },
  wait: {
    what: "端末の画面をつけたまま、少しお待ちください。",
    how: "Wi-Fiにつないだまま、アプリを開いておいてください。",
    otherwise: "2分たっても終わらないときは、次の方法をお知らせします。",
  },
  initialise: {
    what: "ご本人の了解を得て、端末を初期化してください。",
    how: "写真や連絡先などのデータが移してあることを、先に確かめてください。初期化したら、この画面で記録してください。",
    otherwise: "記録しないと、手続は終わりません。",
  },
  askMaker: {
    what: "端末のメーカーの窓口に、削除を依頼するようご案内ください。",
    how: "この端末は、初期化しても電子証明書が残ることがあります。削除の操作は、こちらでも続けます。",
    otherwise: "削除が確認できるまで、端末を次の人に渡さないでください。",
  },
  newCode: {
    what: "ご本人に、アプリで受付番号と確認コードを作り直してもらってください。",
    how: "いまお使いの登録の端末を、アプリの一覧から選んでもらいます。",
    otherwise: "確認できない端末は、引き取らないでください。",
  },
} as const satisfies Record<ClearanceStep, InstructionText>;
