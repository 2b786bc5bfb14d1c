import type { Catalogue } from "../pattern.ts";
import { codes } from "./codes.ts";
import { instructions } from "./instructions.ts";
import { notices } from "./notices.ts";
import { reminders } from "./reminders.ts";
import { warnings } from "./warnings.ts";
import { words } from "./words.ts";

/** Everything in Japanese, with the terms of the paper: 電子証明書, 失効, 削除, 初期化, 旧端末, 一時保留. */
export const japanese: Catalogue = {
  messages: { ...notices, ...reminders, ...warnings, ...codes },
  instructions,
  words,
};
