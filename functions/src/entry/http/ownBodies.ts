import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

/** What JSON bodies are called once they are ours to parse. */
export const ownJson = "application/vnd.katazuke+json";

/**
 * Keeps the platform's hands off the bodies of this process's requests. Functions are served behind a body parser that
 * answers malformed JSON by itself, with an HTML page and a stack trace, before any of our code runs. It leaves media types
 * alone that it doesn't know, so JSON is given such a name as the request comes in, and read strictly by `app.ts`.
 */
export function keepBodiesUnparsed(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = Object(message);
    if (!(request instanceof IncomingMessage)) return;
    const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
    if (isJson) request.headers["content-type"] = ownJson;
  });
}
