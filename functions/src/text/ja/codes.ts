import type { CodeCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** Codes that prove an address, in Japanese. */
export const codes = {
  contactCode: {
    title: "連絡先の確認コード",
    body: "確認コードは{code}です。",
    todo: "{minutes}分以内に、アプリに入力してください。このコードは、誰にも教えないでください。覚えがないときは、何もしないでください。",
    short: "確認コードは{code}です。{minutes}分以内にアプリに入力してください。誰にも教えないでください。",
  },
} as const satisfies Record<CodeCode, MessagePattern>;
