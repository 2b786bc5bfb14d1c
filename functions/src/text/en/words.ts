import type { Words } from "../pattern.ts";

/** How English puts names, lengths of time and sentences. */
export const words: Words = {
  named: ' "{model}"',
  minutes: "{n, plural, one {# minute} other {# minutes}}",
  hours: "{n, plural, one {# hour} other {# hours}}",
  days: "{n, plural, one {# day} other {# days}}",
  gap: " ",
};
