import type { InBoth } from "../domain/deviceView.ts";
import type { FoundAnswer } from "../domain/found.ts";

/** What whoever has a phone now is told of certificates that were found on it, in both languages. */
export function foundWords(found: FoundAnswer): InBoth {
  return words[found];
}

const words = {
  revoked: {
    ja: "この端末に、以前の持ち主の電子証明書が残っています。すでに失効していて使えません。削除してください。",
    en: "The certificates of an earlier owner are still on this phone. They are revoked and can’t be used. Please have them erased.",
  },
  inForce: {
    ja: "この端末に、ほかの人の有効な電子証明書が残っています。端末を買った店に返すか、コールセンターに連絡してください。電子証明書は削除しないでください。",
    en: "Somebody else’s certificates are on this phone, and they are still in force. Give the phone back to the shop, or ring the call centre. Don’t erase them.",
  },
  unknown: {
    ja: "この端末にある電子証明書については、お答えできることがありません。端末を買った店に相談するか、コールセンターに連絡してください。",
    en: "We can’t tell anything about the certificates on this phone. Ask the shop where you got it, or ring the call centre.",
  },
} as const satisfies Record<FoundAnswer, InBoth>;
