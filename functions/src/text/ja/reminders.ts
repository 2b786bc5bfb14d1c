import type { ReminderCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** What is still open, in Japanese. */
export const reminders = {
  notErased: {
    title: "削除がまだ終わっていません",
    body: "スマートフォン「{model}」の電子証明書の削除が、{daysOpen, plural, =0 {まだ} other {#日たっても}}終わっていません。電子証明書はもう使えませんが、中に残っているおそれがあります。{otherwise}",
    todo: "{what}{how}",
    short: "スマートフォン{named}の電子証明書の削除が、まだ終わっていません。{what}",
  },
  notRevokedNewPhone: {
    title: "旧端末の失効をお忘れなく",
    body: "別のスマートフォンで電子証明書を使い始めましたが、旧端末「{model}」の電子証明書は、まだ失効していません。旧端末がほかの人に渡ると、悪用されるおそれがあります。使わなくなった電子証明書の失効は、法律で決められた手続です。",
    todo: "旧端末の電子証明書をもう使わないときは、マイナンバーカードを用意して、アプリで失効の手続をしてください。これからも使うときは、していただくことはありません。",
    short: "旧端末{named}の電子証明書が失効していません。もう使わないときは、失効の手続をしてください。",
  },
  notRevokedUnseen: {
    title: "使っていない端末はありませんか",
    body: "スマートフォン「{model}」は、{lastSeenOn}から通信がありません。その電子証明書は、まだ失効していません。",
    todo: "使っているときは、そのスマートフォンでアプリを一度開いてください。もう使わないときは、失効の手続をしてください。手続は、別のスマートフォンやパソコンでもできます。",
    short:
      "スマートフォン{named}は、しばらく通信がありません。もう使わないときは、失効の手続をしてください。",
  },
  notRevokedErased: {
    title: "初期化した端末の失効をお忘れなく",
    body: "スマートフォン「{model}」は初期化され、中の電子証明書は削除されました。ただし、電子証明書はまだ失効していません。使わなくなった電子証明書の失効は、法律で決められた手続です。",
    todo: "マイナンバーカードを用意して、別のスマートフォンのアプリかパソコンで、失効の手続をしてください。そのスマートフォンをまた使うときは、新しい電子証明書の発行を申し込んでください。",
    short:
      "初期化したスマートフォン{named}の電子証明書が失効していません。カードで失効の手続をしてください。",
  },
  hibernationForecast: {
    title: "アプリが休止する見込みです",
    body: "スマートフォン「{model}」では、アプリが長く使われていません。{earliestOn}から{latestOn}までのあいだに、アプリが休止する見込みです。休止すると、削除の指示が届かなくなります。",
    todo: "そのスマートフォンで、アプリを一度開いてください。もう使わないときは、電子証明書の失効の手続をしてください。",
    short: "スマートフォン{named}のアプリが、まもなく休止する見込みです。アプリを一度開いてください。",
  },
  holdUndecided: {
    title: "一時保留が続いています",
    body: "{daysOnHold, plural, =0 {電子証明書は、一時保留のままです。} other {電子証明書を一時保留にしてから、#日たちました。}}{escalateAt, select, none {} other {{escalateAt}までに決まらないときは、前もって選ばれたとおり、失効します。}}",
    todo: "また使うときは、一時保留の解除を申し込んでください。もう使わないときは、マイナンバーカードを用意して、失効の手続をしてください。",
    short:
      "電子証明書は一時保留のままです。また使うときは解除を、もう使わないときは失効を申し込んでください。",
  },
  handOverSoon: {
    title: "手放す日が近づいています",
    body: "{handOverOn}は、旧端末「{model}」を手放す予定の日です。{daysLeft, plural, =0 {今日です。} =1 {明日です。} other {あと#日です。}}{isRevoked, select, true {{isErased, select, true {電子証明書は失効し、削除も終わっています。} other {電子証明書は失効しましたが、削除がまだ終わっていません。{otherwise}}}} other {電子証明書が、まだ失効していません。}}",
    todo: "{isRevoked, select, true {{what}{how}} other {旧端末のアプリで、失効の手続をしてください。削除も一緒にできます。}}",
    short:
      "旧端末{named}を手放す日が近づいています。{isRevoked, select, true {{what}} other {旧端末のアプリで、失効の手続をしてください。}}",
  },
  handOverSafe: {
    title: "手放しても大丈夫です",
    body: "旧端末「{model}」の電子証明書は失効し、削除も確認しました。予定どおり、{handOverOn}に手放せます。",
    todo: "電子証明書について、していただくことはありません。写真などのデータは、別に消してください。",
    short: "旧端末{named}の電子証明書は失効し、削除も確認しました。手放しても大丈夫です。",
  },
  handOverDoNow: {
    title: "まだ手放さないでください",
    body: "{handOverOn}に手放す予定の旧端末「{model}」には、手続が残っています。{isRevoked, select, true {電子証明書の削除が、まだ終わっていません。{otherwise}} other {電子証明書が、まだ失効していません。ほかの人に渡ると、悪用されるおそれがあります。}}",
    todo: "{isRevoked, select, true {{what}{how}} other {いま、旧端末のアプリで、失効の手続をしてください。削除も一緒にできます。}}",
    short:
      "旧端末{named}を、まだ手放さないでください。{isRevoked, select, true {{what}} other {旧端末のアプリで、失効の手続をしてください。}}",
  },
  handOverPassed: {
    title: "手放す予定の日が過ぎました",
    body: "{handOverOn}に手放す予定だった旧端末「{model}」は、{isRevoked, select, true {電子証明書の削除を確認できていません。電子証明書はもう使えませんが、中に残っているかもしれません。} other {電子証明書がまだ失効していません。ほかの人に渡っていると、悪用されるおそれがあります。}}",
    todo: "{isRevoked, select, true {まだ手元にあれば、Wi-Fiにつないで、アプリを開いてください。店に渡したときは、電子証明書の削除を確認するよう、店に頼んでください。} other {まだ手元にあれば、旧端末のアプリで、失効の手続をしてください。もう手元になければ、別のスマートフォンやパソコンで、マイナンバーカードを使って失効の手続をしてください。}}",
    short:
      "旧端末{named}の{isRevoked, select, true {電子証明書の削除を確認できていません。手元にあれば、アプリを開いてください。} other {電子証明書が失効していません。すぐに失効の手続をしてください。}}",
  },
} as const satisfies Record<ReminderCode, MessagePattern>;
