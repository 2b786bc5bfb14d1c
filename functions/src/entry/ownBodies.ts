import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

/** What JSON bodies are called once they are ours to parse. */
export const ownJson = "application/vnd.katazuke+json";

/** Large enough for any application with its chain, and no larger; bytes. */
export const longestBody = 65_536;

/** The functions that read their bodies themselves: whatever outsiders call. Events, tasks and schedules are the platform's. */
export const readTheirOwn: readonly string[] = [
  "api",
  "acknowledgeWipe",
  "fetchCommands",
  "registerDevice",
  "replaceDevice",
  "revokeOnDevice",
  "setHoldChoice",
];

/**
 * Keeps the platform's hands off the bodies of this process's requests. Functions are served behind a body parser that
 * answers malformed JSON by itself, with an HTML page and a stack trace, before any of our code runs. It leaves media types
 * alone that it doesn't know, so JSON is given such a name as the request comes in, and read strictly by us.
 */
export function keepBodiesUnparsed(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = Object(message);
    if (!(request instanceof IncomingMessage)) return;
    const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
    if (isJson) request.headers["content-type"] = ownJson;
  });
}

/** A body's JSON; undefined for what isn't one JSON text in UTF-8, or is nested too deep. */
export function parseBody(body: unknown): unknown {
  try {
    const text = Buffer.isBuffer(body) ? new TextDecoder("utf-8", { fatal: true }).decode(body) : "";
    return isNestedTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deeper than any message of ours; what walks a value by calling itself would run out of stack in tens of thousands. */
const deepest = 32;

/** Counts brackets outside of strings, before anything is built from them; one look at each character, whatever it is. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') isInString = !isInString;
    else if (isInString) i += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
