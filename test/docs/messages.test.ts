import { test } from "vitest";
import { locales } from "../../functions/src/domain/contact.ts";
import { instructions } from "../../functions/src/domain/instruction.ts";
import { type Message, messageBindings } from "../../functions/src/domain/message.ts";
import { codes } from "../../functions/src/text/en/codes.ts";
import { notices } from "../../functions/src/text/en/notices.ts";
import { reminders } from "../../functions/src/text/en/reminders.ts";
import { warnings } from "../../functions/src/text/en/warnings.ts";
import { instructionText } from "../../functions/src/text/instruction.ts";
import { render } from "../../functions/src/text/render.ts";
import { samples } from "../text/sampleMessages.ts";
import { expectBlocks } from "./generatedBlocks.ts";

test("docs/messages.md shows every message in both languages, as the catalogue renders its sample", async () => {
  const of = (theme: object) =>
    samples
      .filter(({ code }) => code in theme)
      .map(messageSection)
      .join("\n\n");
  await expectBlocks("messages.md", {
    notices: of(notices),
    reminders: of(reminders),
    warnings: of(warnings),
    codes: of(codes),
    instructions: instructionTable(),
  });
});

const parts = { title: "title", body: "body", todo: "what to do", short: "SMS" } as const;

function messageSection(message: Message): string {
  const [ja, en] = locales.map((locale) => render(message, { locale, timeZone: "Asia/Tokyo" }));
  const rows = Object.entries(parts).map(([part, name]) => row(name, part, ja, en));
  const values = Object.entries(message.values).map(([name, value]) => `\`${name}\` ${written(value)}`);
  return [
    `### \`${message.code}\``,
    [messageBindings[message.code], ...values].join(" · "),
    "",
    "| | 日本語 | English |",
    "|---|---|---|",
    ...rows,
  ].join("\n");
}

function written(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function instructionTable(): string {
  const rows = instructions.flatMap((instruction) => {
    const [ja, en] = locales.map((locale) => instructionText(instruction, locale));
    return ["what", "how", "otherwise"].map((part) =>
      row(part === "what" ? `\`${instruction}\`` : part, part, ja, en),
    );
  });
  return ["| | 日本語 | English |", "|---|---|---|", ...rows].join("\n");
}

function row(name: string, part: string, ja: object = {}, en: object = {}): string {
  const [inJapanese, inEnglish] = [ja, en].map((texts) => new Map(Object.entries(texts)).get(part));
  return `| ${name} | ${inJapanese} | ${inEnglish} |`;
}
