import { expect, test } from "vitest";
import { hasFailed, mailOf } from "../../functions/src/domain/mail.ts";
import { start } from "../doubles/samples.ts";

const text = { title: "Title", body: "It happened.", todo: "Do this.\nThen that.", short: "short" };
const to = { messageId: "message-1", to: "hanako@example.jp", locale: "en", now: start } as const;

test("a mail says what happened and what to do, in plain text and in HTML, and is kept for a week", () => {
  expect(mailOf(text, to)).toEqual({
    messageId: "message-1",
    to: "hanako@example.jp",
    message: {
      subject: "Title",
      text: "It happened.\n\nDo this.\n\nThen that.\n",
      html:
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Title</title></head><body>\n' +
        "<p>It happened.</p>\n<p>Do this.</p>\n<p>Then that.</p>\n</body></html>\n",
    },
    createdAt: start,
    expiresAt: new Date("2026-11-29T09:00:00.000Z"),
  });
});

test("nothing that a phone calls itself is taken for markup", () => {
  const model = `<img src=x onerror="alert('1')"> & </p><script>`;
  const { message } = mailOf({ ...text, title: model, body: `On ${model}`, todo: "" }, to);
  const escaped = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &lt;/p&gt;&lt;script&gt;";
  expect(message.html).toContain(`<title>${escaped}</title>`);
  expect(message.html).toContain(`<p>On ${escaped}</p>`);
  expect(message.html).not.toMatch(/<img|<script/);
  expect(message.text).toBe(`On ${model}\n`);
});

test("a subject has one line, whatever is in it", () => {
  expect(mailOf({ ...text, title: "a\r\nBcc: b@example.jp" }, to).message.subject).toBe(
    "a Bcc: b@example.jp",
  );
});

test.each([
  ["PENDING", false],
  ["PROCESSING", false],
  ["RETRY", false],
  ["SUCCESS", false],
  ["ERROR", true],
] as const)("a mail that is %s has failed: %s", (state, failed) => {
  expect(hasFailed({ delivery: { state } })).toBe(failed);
  expect(hasFailed({})).toBe(false);
});
