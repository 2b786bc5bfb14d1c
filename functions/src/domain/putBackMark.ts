import { hexDigest } from "./hash.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a document that was put back says of it: hex SHA-256 of its path, of the edit that this undid, and of what it holds
 * again. Written by hand with anything else, or copied to another edit, it doesn't fit. It isn't keyed: who computes it on
 * purpose may write to the database anyway, and could rewrite the audit as well.
 */
export function putBackMark(path: string, edited: Fields | undefined, restored: Fields): string {
  const { editPutBackAt, editPutBackMark, ...content } = restored;
  return hexDigest("putBack", path, canonical(edited), canonical(content));
}

/** The same text for the same fields, in whatever order they come and whatever a person put there. */
function canonical(value: unknown): string {
  return JSON.stringify(plain(value)) ?? "undefined";
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  // A reference to a document, which leads on to the whole client behind it.
  if ("path" in value && !Object.hasOwn(value, "path")) return { reference: value.path };
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, plain(inner)]);
}
