/** One thing that went to a person. */
export interface PageEntry {
  readonly kind: "mail" | "SMS" | "notification";
  readonly to: string;
  readonly title: string;
  readonly text: string;
  readonly note: string;
  /** When it was made, ISO 8601. */
  readonly at: string;
}

/** Everything that went to people, in the order given, as a page that looks again by itself every few seconds. */
export function pageOf(entries: readonly PageEntry[]): string {
  const rows = entries.map(({ kind, to, title, text, note }) => {
    const cells = [kind, to, title, text, note].map((cell) => `<td>${escapeHtml(cell)}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  const style =
    "body{font:1rem sans-serif;margin:2rem}td,th{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;white-space:pre-wrap}";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>Outbox</title><style>${style}</style></head>
<body><h1>Outbox</h1>
<p>${entries.length === 0 ? "Nothing has been sent yet." : "Newest last."}</p>
<table><thead><tr><th>by</th><th>to</th><th>title</th><th>text</th><th>what became of it</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
