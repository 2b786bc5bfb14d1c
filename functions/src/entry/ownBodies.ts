import { subscribe } from "node:diagnostics_channel";
import { type IncomingHttpHeaders, IncomingMessage } from "node:http";

/** What JSON bodies are called once they are ours to parse. */
export const ownJson = "application/vnd.katazuke+json";

/** Large enough for any application with its chain, and no larger; bytes. */
export const longestBody = 65_536;

/** The functions that read their bodies themselves: whatever outsiders call. Events, tasks and schedules are the platform's. */
export const readTheirOwn: readonly string[] = [
  "api",
  "acknowledgeWipe",
  "checkFoundCertificates",
  "confirmContact",
  "createClearanceProof",
  "createHandoverCode",
  "declareDevice",
  "fetchCommands",
  "listDevices",
  "planHandOver",
  "registerDevice",
  "replaceDevice",
  "reportFoundErased",
  "revokeOnDevice",
  "setContact",
  "setHoldChoice",
];

/** What every other body is called: the platform's parser hands it on as bytes. */
const otherBytes = "application/octet-stream";

/** Keeps the platform's hands off the bodies of this process's requests, as they come in. */
export function keepBodiesUnparsed(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = Object(message);
    if (request instanceof IncomingMessage) hideBody(request.headers);
  });
}

/**
 * Functions are served behind body parsers that answer what they can't read by themselves, with an HTML page and a stack
 * trace, and log it, before any of our code runs: malformed JSON, a charset or an encoding that doesn't exist, a form with
 * too many fields. And they unpack what is compressed, a megabyte to a gigabyte. They hand on as bytes what they don't
 * know, so everything is called so, and JSON is read strictly by us. What is compressed isn't JSON.
 */
export function hideBody(headers: IncomingHttpHeaders): void {
  const { "content-type": type = "", "content-encoding": encoding } = headers;
  const isJson = encoding === undefined && /^application\/json\b/i.test(type);
  headers["content-type"] = isJson ? ownJson : otherBytes;
  delete headers["content-encoding"];
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
