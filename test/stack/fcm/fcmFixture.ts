import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteApp, initializeApp } from "firebase-admin/app";
import { FirebaseMessagingError, getMessaging, type Messaging } from "firebase-admin/messaging";
import { z } from "zod";
import type { FcmFault } from "./fcmFault.ts";
import { startFcm } from "./startFcm.ts";

const addresses = z.object({ endpoint: z.url(), control: z.url(), caFile: z.string() });

/** FCM's stand-in in this process, with the real SDK pointed at it and a clock that the test moves. */
export type FcmFixture = Awaited<ReturnType<typeof fcmFixture>>;

/** Starts the stand-in on free ports; `end` removes everything again. */
export async function fcmFixture() {
  const folder = await mkdtemp(join(tmpdir(), "fcm-"));
  const clock = { now: Date.parse("2026-11-22T09:00:00Z") };
  const caFile = join(folder, "ca.pem");
  const narration: string[] = [];
  const running = await startFcm(
    { port: 0, controlPort: 0, project: "demo-katazuke", caFile, now: () => clock.now },
    (what) => narration.push(what),
  );
  const { endpoint, control } = addresses.parse(running.ready);
  const agent = agentFor(endpoint, await readFile(caFile, "utf8"));
  const sdk = messagingFor("demo-katazuke", agent);
  const strangers = messagingFor("demo-other", agent);
  return {
    clock,
    narration,
    endpoint,
    control,
    agent,
    send: sdk.send,
    sendFromOtherProject: strangers.send,
    call: (route: string, body?: unknown) => call(control, route, body),
    register: (kind: "fcmToken" | "fid" = "fcmToken") => register(control, kind),
    misbehave: (fault: Partial<FcmFault>) => call(control, "POST /faults", fault),
    end: async () => {
      await Promise.all([sdk.end(), strangers.end(), running.stop()]);
      agent.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** An agent's own options win over the request's, so the SDK dials here while it means fcm.googleapis.com. */
function agentFor(endpoint: string, ca: string): Agent {
  const { hostname, port } = new URL(endpoint);
  return new Agent({
    host: hostname,
    port: Number(port),
    servername: "fcm.googleapis.com",
    ca,
    keepAlive: true,
  });
}

function messagingFor(projectId: string, httpAgent: Agent) {
  const credential = { getAccessToken: async () => ({ access_token: "local", expires_in: 3600 }) };
  const app = initializeApp({ projectId, credential, httpAgent }, randomUUID());
  const messaging = getMessaging(app);
  const send = (message: Parameters<Messaging["send"]>[0], validateOnly = false) =>
    messaging.send(message, validateOnly).catch(toFailure);
  return { send, end: () => deleteApp(app) };
}

/** The parts of an SDK error that the product decides by. */
function toFailure(error: unknown) {
  if (!(error instanceof FirebaseMessagingError)) throw error;
  const { status, headers, data } = error.httpResponse ?? {};
  return { code: error.code, status, retryAfter: headers?.["retry-after"], body: JSON.stringify(data) };
}

async function call(
  control: string,
  route: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  const [method = "GET", path = "/"] = route.split(" ");
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${control}${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function register(control: string, kind: string): Promise<string> {
  const { body } = await call(control, "POST /registrations", { kind });
  return z.object({ value: z.string() }).parse(body).value;
}
