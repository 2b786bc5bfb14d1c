/** What a holder gave to the clerk: a hand-over code, or what the phone's own QR code holds. */
export type Given =
  | { readonly code: { readonly receptionNumber: string; readonly code: string } }
  | { readonly phone: string };

/** A compact JWS: three parts in base64url. */
const jws = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** What stands between digits when people write or say them in groups; `ー` and `−` come from Japanese keyboards. */
const grouping = /[\s\-–—ー−・.,/]/g;

/**
 * Reads what was typed, scanned or opened: ten digits, reception number first, in any grouping and also full-width, the phone's
 * JWS, or a link to this page that holds one of them. Undefined for anything else.
 */
export function readGiven(text: string): Given | undefined {
  const plain = text.normalize("NFKC").trim();
  const link = /#([cp])=(\S+)$/.exec(plain);
  if (link) return link[1] === "c" ? readDigits(link[2] ?? "") : readPhone(link[2] ?? "");
  return readDigits(plain) ?? readPhone(plain);
}

function readDigits(text: string): Given | undefined {
  const digits = text.replaceAll(grouping, "");
  if (!/^\d{10}$/.test(digits)) return undefined;
  return { code: { receptionNumber: digits.slice(0, 4), code: digits.slice(4) } };
}

function readPhone(text: string): Given | undefined {
  return jws.test(text) ? { phone: text } : undefined;
}

/** How the field shows what a link or the camera brought. */
export function show(given: Given): string {
  return "code" in given ? `${given.code.receptionNumber} ${given.code.code}` : given.phone;
}
