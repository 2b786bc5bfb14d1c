import type { Response } from "express";
import { type App, initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { getMessaging } from "firebase-admin/messaging";
import { onDocumentCreated } from "firebase-functions/firestore";
import { onRequest, type Request } from "firebase-functions/https";
import { z } from "zod";
import { fcmAgent } from "../../functions/src/outside/fcmAgent.ts";

/** What is to be sent, and where to: the document that the bare trigger hears of. */
const Bare = z.object({ target: z.string(), command: z.string() });

let apps: { own: App; messaging: App } | undefined;

function start(): { own: App; messaging: App } {
  const httpAgent = fcmAgent(process.env.FCM_ENDPOINT ?? "");
  const getAccessToken = async () => ({ access_token: "owner", expires_in: 3600 });
  const options = { projectId: process.env.GCLOUD_PROJECT ?? "", credential: { getAccessToken } };
  const own = initializeApp({ projectId: options.projectId }, "bare");
  return { own, messaging: initializeApp({ ...options, ...(httpAgent && { httpAgent }) }, "bareMessaging") };
}

/** Writes a document and answers: what the least possible revocation would do. The trigger below hears of it. */
export const bareWrite = onRequest((request, response) => write("bareSends", request, response));

/** The same, where no trigger hears of it. */
export const bareCreate = onRequest((request, response) => write("bareDocuments", request, response));

async function write(collection: string, request: Request, response: Response): Promise<void> {
  apps ??= start();
  const document = getFirestore(apps.own).collection(collection).doc();
  const { writeTime } = await document.create(Bare.parse(request.body));
  response.status(201).json({ writtenAt: writeTime.toDate().toISOString() });
}

/** Sends what a new document says and does nothing else: the floor under every trigger that sends. */
export const bareSend = onDocumentCreated("bareSends/{id}", async ({ data }) => {
  apps ??= start();
  const { target, command } = Bare.parse(data?.data());
  await getMessaging(apps.messaging).send({
    token: target,
    data: { command },
    android: { priority: "high" },
  });
});
