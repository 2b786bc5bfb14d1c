import type { IncomingMessage } from "node:http";
import type { AuthAddresses } from "../staff/authEmulator.ts";

/** An answer on its way to the caller. */
export interface Relayed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Asks the Auth emulator what the caller asked, and gives its answer. */
export async function relay(
  { authHost }: AuthAddresses,
  request: IncomingMessage,
  body: string,
): Promise<Relayed> {
  const { method = "GET", url = "/", headers } = request;
  const passed = Object.entries(headers).filter(([name]) => !ofTheConnection.has(name));
  const response = await fetch(`http://${authHost}${url}`, {
    method,
    headers: passed.map(([name, value]) => [name, String(value)]),
    ...(body === "" ? {} : { body }),
  });
  const told = [...response.headers].filter(([name]) => !ofTheConnection.has(name));
  return { status: response.status, headers: Object.fromEntries(told), text: await response.text() };
}

const ofTheConnection: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

const headers = { "content-type": "application/json", "access-control-allow-origin": "*" };

/** An answer of the stand-in's own. */
export function ownAnswer(body: unknown): Relayed {
  return { status: 200, headers, text: JSON.stringify(body) };
}

/** A refusal in the form that Identity Platform gives it. */
export function refusal(message: string): Relayed {
  return { status: 400, headers, text: JSON.stringify({ error: { code: 400, message } }) };
}
