import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { dirname, resolve } from "node:path";
import { createFaults } from "../faults.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { createServerIdentity } from "./certificate.ts";
import { controlRoutes } from "./controlRoutes.ts";
import type { FcmFault } from "./fcmFault.ts";
import { PostOffice } from "./postOffice.ts";
import { sendEndpoint } from "./sendEndpoint.ts";

/** Where FCM listens (0: one that is free), for which project, and where its CA's PEM goes. */
interface FcmOptions {
  readonly port: number;
  readonly controlPort: number;
  readonly project: string;
  readonly caFile: string;
  readonly now?: () => number;
}

/** Starts FCM's stand-in: messages:send over TLS, and the control API over plain HTTP. */
export async function startFcm(options: FcmOptions, narrate: Narrate): Promise<RunningStandIn> {
  const { project, now = Date.now } = options;
  const caFile = resolve(options.caFile);
  const { ca, cert, key } = await createServerIdentity();
  const office = new PostOffice({ project, now, narrate });
  const faults = createFaults<FcmFault>();
  const send = createServer({ cert, key }, (request, response) => {
    sendEndpoint(request, response, { project, office, faults, narrate }).catch(() => response.destroy());
  });
  const control = jsonServer(controlRoutes(office, faults));
  const port = await listen(send, options.port);
  const controlPort = await listen(control, options.controlPort);
  await mkdir(dirname(caFile), { recursive: true });
  await writeFile(caFile, ca);
  const stop = async () => {
    office.close();
    await Promise.all([close(send), close(control)]);
  };
  return {
    ready: { endpoint: `https://127.0.0.1:${port}`, caFile, control: `http://127.0.0.1:${controlPort}` },
    stop,
  };
}
