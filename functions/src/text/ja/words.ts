import type { Words } from "../pattern.ts";

/** How Japanese puts names, lengths of time and sentences. */
export const words: Words = {
  named: "「{model}」",
  minutes: "{n}分",
  hours: "{n}時間",
  days: "{n}日",
  gap: "",
};
