import type { Locale } from "./contact.ts";
import type { MessageText } from "./message.ts";

/** What Firebase's Trigger Email extension makes of a mail while it sends it. */
export const mailStates = ["PENDING", "PROCESSING", "RETRY", "SUCCESS", "ERROR"] as const;
export type MailState = (typeof mailStates)[number];

/** A mail as that extension takes it; `delivery` is the extension's. */
export interface Mail {
  readonly messageId: string;
  readonly to: string;
  readonly message: { readonly subject: string; readonly text: string; readonly html: string };
  readonly createdAt: Date;
  /** It holds an address and what was said to a person, so it doesn't stay. */
  readonly expiresAt: Date;
  readonly delivery?: { readonly state: MailState };
}

/** Whether the extension has given a mail up: it tries each once, and it never came. */
export function hasFailed({ delivery }: Pick<Mail, "delivery">): boolean {
  return delivery?.state === "ERROR";
}

/** A week: as long as somebody may have to look why a mail didn't come. */
const keptFor = 7 * 24 * 60 * 60_000;

/** A message as a mail, in plain text and in HTML; nothing in it is taken for markup. */
export function mailOf(
  { title, body, todo }: MessageText,
  { messageId, to, locale, now }: { messageId: string; to: string; locale: Locale; now: Date },
): Mail {
  const paragraphs = [body, todo].flatMap((text) => text.split(/\n+/)).filter((line) => line !== "");
  const text = `${paragraphs.join("\n\n")}\n`;
  const shown = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("\n");
  const head = `<meta charset="utf-8"><title>${escapeHtml(title)}</title>`;
  const html = `<!doctype html>\n<html lang="${locale}"><head>${head}</head><body>\n${shown}\n</body></html>\n`;
  const subject = title.replace(/\s+/g, " ");
  const expiresAt = new Date(now.getTime() + keptFor);
  return { messageId, to, message: { subject, text, html }, createdAt: now, expiresAt };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
