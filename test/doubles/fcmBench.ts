import { randomUUID } from "node:crypto";
import { createServer } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { deleteApp, initializeApp } from "firebase-admin/app";
import { getMessaging, type Messaging } from "firebase-admin/messaging";
import { fcmAgent } from "../../functions/src/outside/fcmAgent.ts";
import { createServerIdentity } from "../stack/fcm/certificate.ts";
import { close, listen } from "../stack/listen.ts";

/** The real SDK, dialling `endpoint` through the product's own agent. `end` closes its connections. */
export function messagingAt(endpoint: string, projectId = "demo-katazuke") {
  const credential = { getAccessToken: async () => ({ access_token: "local", expires_in: 3600 }) };
  const httpAgent = fcmAgent(endpoint);
  const app = initializeApp({ projectId, credential, ...(httpAgent ? { httpAgent } : {}) }, randomUUID());
  const messaging: Messaging = getMessaging(app);
  const end = async () => {
    await deleteApp(app);
    httpAgent?.destroy();
  };
  return { messaging, end };
}

/** Trusts a CA in this process, as NODE_EXTRA_CA_CERTS does from the start; `undo` forgets it again. */
export function trustCa(ca: string): { undo(): void } {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, ca]);
  return { undo: () => setDefaultCACertificates(before) };
}

/** An FCM that takes everything and remembers, byte for byte, what was sent. */
export async function recordingFcm() {
  const { ca, cert, key } = await createServerIdentity();
  const calls: { path: string; body: unknown }[] = [];
  const server = createServer({ cert, key }, async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    calls.push({ path: request.url ?? "", body: JSON.parse(text) });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ name: "projects/demo-katazuke/messages/1" }));
  });
  const endpoint = `https://127.0.0.1:${await listen(server)}`;
  return { ca, calls, endpoint, end: () => close(server) };
}
