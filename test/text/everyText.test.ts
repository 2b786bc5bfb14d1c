import { describe, expect, test } from "vitest";
import { type Locale, locales } from "../../functions/src/domain/contact.ts";
import type { MessageText } from "../../functions/src/domain/message.ts";
import { render } from "../../functions/src/text/render.ts";
import { fitsSms } from "../../functions/src/text/sms.ts";
import { samples, variants } from "./sampleMessages.ts";

interface Rendered extends MessageText {
  readonly locale: Locale;
  readonly code: string;
}

const all: readonly Rendered[] = locales.flatMap((locale) =>
  [...samples, ...variants].map((message) => ({
    locale,
    code: message.code,
    ...render(message, { locale, timeZone: "Asia/Tokyo" }),
  })),
);
const whole = ({ title, body, todo, short }: MessageText) => [title, body, todo, short].join("\n");

describe("each text, with each of its variants,", () => {
  test.each(all)("in $locale of $code leaves no placeholder and no hole", (text) => {
    expect(whole(text)).not.toMatch(/[{}#<>]|undefined|null|NaN|\bnone\b|\btrue\b|\bfalse\b| {2}|。。| [.,]/);
    expect(Object.values(text).every((part) => part.trim() === part && part !== "")).toBe(true);
  });

  test.each(all)("in $locale of $code never says what the phone in question must not show", (text) => {
    expect(whole(text)).not.toMatch(/lost|stolen|theft|thief|missing|紛失|盗|なくした|見つか/i);
  });

  test.each(all)("in $locale of $code ends its sentences", ({ body, todo, short }) => {
    for (const part of [body, todo, short]) expect(part).toMatch(/[.。]$/);
  });

  test.each(all)("in $locale of $code has a title for a small screen", ({ locale, title }) => {
    expect(title.length).toBeLessThanOrEqual(locale === "ja" ? 20 : 40);
  });

  test.each(all)("in $locale of $code fits one SMS in short", ({ locale, short }) => {
    expect({ short, fits: fitsSms(short, locale) }).toEqual({ short, fits: true });
  });

  test.each(all)("in $locale of $code keeps to short sentences", ({ locale, body, todo }) => {
    const sentences = `${body}${locale === "ja" ? "" : " "}${todo}`.split(/(?<=。)|(?<=[.;:])\s/);
    for (const sentence of sentences) {
      const length = locale === "ja" ? sentence.length : sentence.split(" ").length;
      expect(length, sentence).toBeLessThanOrEqual(locale === "ja" ? 70 : 26);
    }
  });
});

test("every Japanese sentence is polite", () => {
  const sentences = all
    .filter(({ locale }) => locale === "ja")
    .flatMap(({ body, todo, short }) => `${body}${todo}${short}`.split("。").slice(0, -1));
  const others = sentences.filter((sentence) => !/(です|ます|ません|ました|ください)$/.test(sentence));
  expect(others).toEqual([]);
});
