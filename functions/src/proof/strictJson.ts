/**
 * Reads JSON in UTF-8; undefined for anything else, and for an object that has the same member twice (RFC 7515 section 4
 * lets a parser choose which one counts, so two of them could read two messages).
 */
export function readStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return hasDuplicates(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Strings, and what opens, closes or separates objects and arrays: all that matters in a text known to be JSON. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

function hasDuplicates(json: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let isKeyNext = false;
  for (const [text] of json.matchAll(token)) {
    const names = open.at(-1);
    if (text === "{" || text === "[") open.push(text === "{" ? new Set() : undefined);
    else if (text === "}" || text === "]") open.pop();
    else if (text !== "," && names && isKeyNext) {
      const name: string = JSON.parse(text);
      if (names.has(name)) return true;
      names.add(name);
    }
    isKeyNext = text === "{" || (text === "," && open.at(-1) !== undefined);
  }
  return false;
}
