import { createServer, type IncomingMessage } from "node:http";
import { readText } from "../json.ts";
import { close, listen } from "../listen.ts";
import type { AuthAddresses } from "../staff/authEmulator.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { Enrolments } from "./enrolments.ts";
import { type Relayed, relay } from "./relay.ts";
import { showAsApps, signInWithApp } from "./signIns.ts";

/**
 * The Auth emulator as Identity Platform is with authenticator apps switched on: the emulator knows telephones alone as a second
 * factor. Each telephone is shown as an app, with the local secret where it was made with the account, and with a secret of its own
 * where it was enrolled here; the right code of it passes the telephone's own.
 */
export async function startTotp(
  { port, ...addresses }: AuthAddresses & { port: number },
  narrate: Narrate,
): Promise<RunningStandIn> {
  const enrolments = new Enrolments(addresses);
  const server = createServer((request, response) => {
    answer(addresses, { request, enrolments }).then(
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

async function answer(
  addresses: AuthAddresses,
  { request, enrolments }: { request: IncomingMessage; enrolments: Enrolments },
): Promise<Relayed> {
  const body = await readText(request, 1024 * 1024);
  // A preflight has no body to read, nor has its answer.
  if (request.method !== "POST") return relay(addresses, request, body);
  const path = request.url ?? "/";
  const own = path.includes("mfaSignIn:finalize")
    ? await signInWithApp(addresses, { body, secretOf: (id) => enrolments.secretOf(id) })
    : await enrolments.answer(path, body);
  if (own) return own;
  const relayed = await relay(addresses, request, body);
  return path.includes("accounts:signInWithPassword") ? showAsApps(relayed) : relayed;
}
