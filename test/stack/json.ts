import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";

/** What a route is given; `body` is parsed JSON, still unchecked, and undefined when nothing was sent. */
export interface JsonCall {
  readonly body: unknown;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** A JSON answer (status 200 unless told, no body with 204), or a response that the route takes over itself. */
export type JsonAnswer =
  | { readonly status?: number; readonly body?: unknown }
  | { readonly takeOver: (response: ServerResponse) => void };

/** Answers one request; a ZodError it throws becomes a 400 that says which field is wrong. */
export type JsonHandler = (call: JsonCall) => JsonAnswer | Promise<JsonAnswer>;

/** Routes by method and path pattern, such as `"POST /registrations/:value/blocked"`. */
export type JsonRoutes = Readonly<Record<string, JsonHandler>>;

interface Route {
  readonly method: string;
  readonly pattern: URLPattern;
  readonly handler: JsonHandler;
}

/** A plain HTTP server over a route table, not yet listening; bodies above 1 MiB answer 413. */
export function jsonServer(routes: JsonRoutes): Server {
  const table = Object.entries(routes).map(([key, handler]) => toRoute(key, handler));
  return createServer((request, response) => {
    answer(table, request).then(
      (result) => send(response, result),
      (problem: unknown) => send(response, toProblem(problem)),
    );
  });
}

/** Reads a request's body as text. Throws TooLarge above the limit, in bytes. */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw new TooLarge(`body is larger than ${limit} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What was asked for can't be done as it was asked; the message says what to do, `status` is the answer's. */
export class Unfit extends Error {
  readonly status: 400 | 404;

  constructor(status: Unfit["status"], message: string) {
    super(message);
    this.status = status;
  }
}

/** A body above the size limit. */
export class TooLarge extends Error {}

function toRoute(key: string, handler: JsonHandler): Route {
  const [method = "", pathname = ""] = key.split(" ");
  return { method, pattern: new URLPattern({ pathname }), handler };
}

async function answer(table: readonly Route[], request: IncomingMessage): Promise<JsonAnswer> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  for (const { method, pattern, handler } of table) {
    const match = method === request.method ? pattern.exec(url) : null;
    if (!match) continue;
    const text = await readText(request, 1024 * 1024);
    const params = Object.entries(match.pathname.groups).map(([name, value]) => [name, decode(value)]);
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    return handler({ body, params: Object.fromEntries(params), query: url.searchParams });
  }
  return { status: 404, body: { error: `nothing at ${request.method} ${url.pathname}` } };
}

function decode(value: string | undefined): string {
  return decodeURIComponent(value ?? "");
}

function toProblem(problem: unknown): JsonAnswer {
  if (problem instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(problem) } };
  const error = problem instanceof Error ? problem.message : String(problem);
  if (problem instanceof TooLarge) return { status: 413, body: { error } };
  if (problem instanceof Unfit) return { status: problem.status, body: { error } };
  const theirs = problem instanceof SyntaxError || problem instanceof URIError;
  return { status: theirs ? 400 : 500, body: { error } };
}

function send(response: ServerResponse, result: JsonAnswer): void {
  if ("takeOver" in result) {
    result.takeOver(response);
    return;
  }
  const text = result.body === undefined ? "" : JSON.stringify(result.body);
  response.writeHead(result.status ?? 200, { "content-type": "application/json" }).end(text);
}
