import { createServer, type IncomingMessage } from "node:http";
import { z } from "zod";
import { readText } from "../json.ts";
import { close, listen } from "../listen.ts";
import type { AuthAddresses } from "../staff/authEmulator.ts";
import { passPhoneFactor } from "../staff/signInStaff.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { isTotp } from "./totp.ts";

/** An answer on its way to the caller. */
interface Relayed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const Factors = z.looseObject({
  mfaPendingCredential: z.string(),
  mfaInfo: z.array(z.looseObject({ mfaEnrollmentId: z.string() })),
});
const Finalize = z.object({
  mfaPendingCredential: z.string(),
  mfaEnrollmentId: z.string(),
  totpVerificationInfo: z.object({ verificationCode: z.string() }),
});

/**
 * The Auth emulator as Identity Platform is with authenticator apps switched on: the emulator knows telephones alone as a second
 * factor. Each telephone is shown as an app with the local secret; the right code of it passes the telephone's own.
 */
export async function startTotp(
  { port, ...addresses }: AuthAddresses & { port: number },
  narrate: Narrate,
): Promise<RunningStandIn> {
  const server = createServer((request, response) => {
    answer(addresses, request).then(
      ({ status, headers, text }) => response.writeHead(status, headers).end(text),
      (problem: unknown) => {
        narrate(`could not answer: ${problem instanceof Error ? problem.message : "no reason given"}`);
        response.writeHead(502).end();
      },
    );
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { ready: { url }, stop: () => close(server) };
}

async function answer(addresses: AuthAddresses, request: IncomingMessage): Promise<Relayed> {
  const body = await readText(request, 1024 * 1024);
  // A preflight has no body to read, nor has its answer.
  if (request.method !== "POST") return relay(addresses, request, body);
  const path = request.url ?? "/";
  const asked = path.includes("mfaSignIn:finalize") ? Finalize.safeParse(JSON.parse(body)) : undefined;
  if (asked?.success) return finalize(addresses, asked.data);
  const relayed = await relay(addresses, request, body);
  return path.includes("accounts:signInWithPassword") ? showAsApps(relayed) : relayed;
}

async function relay({ authHost }: AuthAddresses, request: IncomingMessage, body: string): Promise<Relayed> {
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

function showAsApps(relayed: Relayed): Relayed {
  const { data } = Factors.safeParse(JSON.parse(relayed.text));
  if (!data) return relayed;
  const mfaInfo = data.mfaInfo.map(({ mfaEnrollmentId }) => ({ mfaEnrollmentId, totpInfo: {} }));
  return { ...relayed, text: JSON.stringify({ ...data, mfaInfo }) };
}

async function finalize(addresses: AuthAddresses, asked: z.output<typeof Finalize>): Promise<Relayed> {
  const headers = { "content-type": "application/json", "access-control-allow-origin": "*" };
  if (isTotp(asked.totpVerificationInfo.verificationCode, Date.now()))
    return { status: 200, headers, text: JSON.stringify(await passPhoneFactor(addresses, asked)) };
  return { status: 400, headers, text: JSON.stringify({ error: { code: 400, message: "INVALID_CODE" } }) };
}
