import { connect } from "node:net";

/** A request down to its bytes: what is wrong may be wrong at any level. */
export interface WireRequest {
  readonly method: string;
  /** The path as it is written on the wire, from the slash on. */
  readonly path: string;
  /** In their order, also the same twice; `content-length` and the like are the framing's. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array | undefined;
  readonly framing?: Framing;
}

/** How a body's length is told: rightly, in pieces, or wrongly. */
export type Framing = "length" | "chunked" | "tooShort" | "tooLong" | "noEnd" | "both" | "noNumber";

/** Framings that say what is sent: these requests are whole. */
export const wholeFramings: ReadonlySet<Framing> = new Set(["length", "chunked"]);

/** An answer as it came; header names in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long an answer may take, milliseconds: a worker of the functions emulator may have to start first. */
const patience = 30_000;

/** Sends the bytes and reads until the other side is done; undefined when nothing came that is an answer. */
export async function sendOnWire(
  { host, port }: { host: string; port: number },
  request: WireRequest,
): Promise<WireAnswer | undefined> {
  const isWhole = wholeFramings.has(request.framing ?? "length");
  const isDone = (came: Buffer) => isComplete(came, request.method === "HEAD");
  return readAnswer(await exchange({ host, port, isWhole, isDone }, bytesOf(request, host)));
}

/** A request as it goes over the wire. */
export function bytesOf(request: WireRequest, host: string): Buffer {
  const { method, path, headers, body, framing = "length" } = request;
  const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, "connection: keep-alive"];
  const content = Buffer.from(body ?? []);
  const lengths = body === undefined ? [] : framed(framing, content.length);
  const all = [...lines, ...headers.map(([name, value]) => `${name}: ${value}`), ...lengths];
  const head = Buffer.from(`${all.join("\r\n")}\r\n\r\n`, "latin1");
  const isChunked = framing === "chunked" || framing === "noEnd" || framing === "both";
  const pieces = isChunked ? chunked(content, framing === "noEnd") : content;
  return Buffer.concat([head, pieces]);
}

function framed(framing: Framing, length: number): string[] {
  switch (framing) {
    case "length":
      return [`content-length: ${length}`];
    case "chunked":
    case "noEnd":
      return ["transfer-encoding: chunked"];
    case "tooShort":
      return [`content-length: ${Math.floor(length / 2)}`];
    case "tooLong":
      return [`content-length: ${length + 100}`];
    case "both":
      return [`content-length: ${length}`, "transfer-encoding: chunked"];
    case "noNumber":
      return ["content-length: many"];
  }
}

function chunked(content: Buffer, isEndless: boolean): Buffer {
  const half = Math.ceil(content.length / 2);
  const parts = [content.subarray(0, half), content.subarray(half)].filter(({ length }) => length > 0);
  const pieces = parts.flatMap((part) => [`${part.length.toString(16)};piece=1\r\n`, part, "\r\n"]);
  const end = isEndless ? "zz\r\n" : "0\r\n\r\n";
  return Buffer.concat([...pieces, end].map((piece) => Buffer.from(piece)));
}

interface Line {
  readonly host: string;
  readonly port: number;
  /** What isn't whole is ended by us, or the other side would wait for the rest. */
  readonly isWhole: boolean;
  readonly isDone: (came: Buffer) => boolean;
}

/**
 * The line is kept until the answer is whole: the emulator hands "connection: close" on to its worker, and ends itself when
 * that closes on it.
 */
function exchange({ host, port, isWhole, isDone }: Line, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const came: Buffer[] = [];
    const socket = connect(port, host, () => (isWhole ? socket.write(bytes) : socket.end(bytes)));
    socket.on("data", (piece) => {
      came.push(Buffer.from(piece));
      if (isDone(Buffer.concat(came))) socket.destroy();
    });
    socket.setTimeout(patience, () => socket.destroy());
    // One that is reset in mid-flight has told us as much as it will.
    socket.on("error", () => undefined).on("close", () => resolve(Buffer.concat(came)));
  });
}

function isComplete(came: Buffer, isHead: boolean): boolean {
  const end = came.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = came.subarray(0, end).toString("latin1");
  const body = came.subarray(end + 4);
  if (isHead || /^HTTP\/1\.1 (204|304)/.test(head)) return true;
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length === undefined ? body.toString("latin1").endsWith("0\r\n\r\n") : body.length >= Number(length);
}

/** The first answer in the bytes; undefined when there is none. */
export function readAnswer(bytes: Buffer): WireAnswer | undefined {
  const text = bytes.toString("latin1");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const raw = rest.join("\r\n\r\n");
  const body = headers["transfer-encoding"] === "chunked" ? unchunked(raw) : raw;
  return { status: Number(status), headers, body: Buffer.from(body, "latin1").toString("utf8") };
}

function unchunked(raw: string): string {
  let [left, body] = [raw, ""];
  for (;;) {
    const length = Number.parseInt(left, 16);
    if (!(length > 0)) return body;
    const from = left.indexOf("\r\n") + 2;
    body += left.slice(from, from + length);
    left = left.slice(from + length + 2);
  }
}
