import type { CodeCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** Codes that prove an address, in English. */
export const codes = {
  contactCode: {
    title: "Code to confirm your address",
    body: "Your code is {code}.",
    todo: "Type it into the app within {minutes, plural, one {# minute} other {# minutes}}. Tell it to nobody. If you didn’t ask for it, do nothing.",
    short:
      "Your code is {code}. Type it into the app within {minutes, plural, one {# minute} other {# minutes}}. Tell it to nobody.",
  },
} as const satisfies Record<CodeCode, MessagePattern>;
