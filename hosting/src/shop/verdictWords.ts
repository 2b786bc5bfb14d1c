import type { Words } from "../shared/language.ts";
import type { Verdict } from "./clearanceView.ts";

/** How a verdict looks and what it says: never by its colour alone. */
interface Look {
  readonly sign: string;
  readonly title: Words;
}

/** Each verdict in a sign and a few words; its colour is in the style sheet. */
export const verdictLooks = {
  clear: { sign: "✓", title: { ja: "引き取れます", en: "Ready to be handed on" } },
  revokeFirst: { sign: "✕", title: { ja: "失効していません", en: "Not revoked yet" } },
  eraseFirst: { sign: "!", title: { ja: "削除されていません", en: "Not erased yet" } },
  initialise: { sign: "↻", title: { ja: "端末の初期化が必要です", en: "Initialise the phone" } },
  unknown: { sign: "?", title: { ja: "確認できません", en: "Can’t be told" } },
} as const satisfies Record<Verdict, Look>;
