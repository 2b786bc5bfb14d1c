import type { Instruction } from "../../domain/instruction.ts";
import type { InstructionText } from "../pattern.ts";

/** What to do, for the phone whose certificates are still to be erased, in Japanese. */
export const instructions = {
  connect: {
    what: "端末の電源を入れて、充電器とWi-Fiにつないでください。",
    how: "そのまま1分ほど、画面をつけておいてください。削除は自動で始まります。",
    otherwise: "インターネットにつながらないと、電子証明書を削除できません。",
  },
  openApp: {
    what: "端末で、アプリを一度開いてください。",
    how: "Wi-Fiにつないでから開き、1分ほど画面をつけておいてください。",
    otherwise: "アプリを開かないと、削除の指示が届かないことがあります。",
  },
  allowPush: {
    what: "端末の設定で、アプリの通知を許可してください。",
    how: "「設定」の「通知」で、アプリを選んで、通知をオンにしてください。そのあと、アプリを一度開いてください。",
    otherwise: "通知を許可しないと、削除が遅くなることがあります。",
  },
  keepScreenOn: {
    what: "端末の画面を、1分ほどつけたままにしてください。",
    how: "Wi-Fiにつないで、アプリを開いておいてください。",
    otherwise: "画面が消えていると、削除が始まらないことがあります。",
  },
  restartPhone: {
    what: "端末の電源を切って、もう一度入れてください。",
    how: "電源が入ったら、Wi-Fiにつないで、アプリを開いてください。",
    otherwise: "端末の不具合が直らないと、電子証明書を削除できません。",
  },
  initialise: {
    what: "端末を初期化してください。",
    how: "先に、写真や連絡先などの必要なデータを別の場所に移してください。それから、端末の「設定」で初期化を選んでください。",
    otherwise: "初期化しないと、電子証明書が端末の中に残るおそれがあります。",
  },
  askShop: {
    what: "端末を手放す前に、携帯ショップに相談してください。",
    how: "電子証明書がまだ削除されていないと伝えてください。端末は、電源を入れて、お持ちください。",
    otherwise: "初期化しても、電子証明書が端末の中に残ることがあります。",
  },
  waitForTsm: {
    what: "端末の電源を入れたまま、お待ちください。",
    how: "電子証明書を管理するセンターが、削除を進めています。",
    otherwise: "削除できないときは、あらためてお知らせします。",
  },
  installApp: {
    what: "端末に、アプリをもう一度入れてください。",
    how: "入れたら、Wi-Fiにつないで、アプリを開いてください。",
    otherwise: "アプリがないと、削除の指示が届きません。",
  },
  revokeByCard: {
    what: "マイナンバーカードを使って、電子証明書の失効の手続をしてください。",
    how: "手続は、別のスマートフォンのアプリやパソコンでできます。",
    otherwise: "端末は初期化されましたが、電子証明書はまだ失効していません。",
  },
  nothing: {
    what: "していただくことはありません。",
    how: "このままで大丈夫です。",
    otherwise: "手続が必要になったときは、お知らせします。",
  },
} as const satisfies Record<Instruction, InstructionText>;
