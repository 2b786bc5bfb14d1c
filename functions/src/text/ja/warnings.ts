import type { WarningCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** Cautions in the flow itself, in Japanese. */
export const warnings = {
  remoteErasureMayFail: {
    title: "削除されないことがあります",
    body: "旧端末の電子証明書は、遠隔操作では削除されないことがあります。",
    todo: "旧端末がお手元にあるときは、電源を入れ、インターネットに接続し、画面をつけたままにしてください。削除されるまでは、手放さないでください。",
    short:
      "旧端末の電子証明書は、遠隔操作では削除されないことがあります。削除されるまでは、旧端末を手放さないでください。",
  },
  whatHappensNext: {
    title: "失効のあとの流れ",
    body: "電子証明書は、失効するとすぐに使えなくなります。そのあと、旧端末の中の電子証明書を遠隔操作で削除します。旧端末の電源が入っていて、インターネットにつながり、画面がついていれば、{expectedWithin}以内に削除される見込みです。電源が切れているあいだは削除できませんが、つながるまで何度も試みます。",
    todo: "旧端末がお手元にあるときは、電源を入れ、Wi-Fiにつないで、画面をつけておいてください。{ifNotErased, select, initialise {削除されないときは、旧端末を初期化してください。} other {削除されないときは、旧端末を手放す前に、携帯ショップに相談してください。}}",
    short:
      "旧端末の電源を入れ、Wi-Fiにつないでください。電子証明書は{expectedWithin}以内に削除される見込みです。",
  },
} as const satisfies Record<WarningCode, MessagePattern>;
