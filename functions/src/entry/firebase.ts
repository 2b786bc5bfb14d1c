import { type App, initializeApp } from "firebase-admin/app";
import { getAppCheck } from "firebase-admin/app-check";
import { getAuth } from "firebase-admin/auth";
import { getFirestore } from "firebase-admin/firestore";
import { getMessaging } from "firebase-admin/messaging";
import { projectID } from "firebase-functions/params";
import { fcmAgent } from "../outside/fcmAgent.ts";
import { firestoreStore } from "../store/firestoreStore.ts";
import { once } from "./memory.ts";
import { params } from "./params.ts";

const app = once((): App => initializeApp());

/** What this deployment has of Firebase, each made at its first use. */
export const firebase = {
  auth: once(() => getAuth(app())),
  appCheck: once(() => getAppCheck(app())),
  messaging: once(() => getMessaging(messagingApp())),
  store: once(() => firestoreStore(getFirestore(app()))),
} as const;

/**
 * FCM behind another address has an app of its own, because an app's agent carries the calls of all its services. In the
 * emulator nothing may ask Google for a credential, so that the stack runs without a network.
 */
function messagingApp(): App {
  const httpAgent = fcmAgent(params.fcmEndpoint.value());
  if (!httpAgent) return app();
  const options = { httpAgent, projectId: projectID.value() };
  if (process.env.FUNCTIONS_EMULATOR !== "true") return initializeApp(options, "messaging");
  const getAccessToken = async () => ({ access_token: "owner", expires_in: 3600 });
  return initializeApp({ ...options, credential: { getAccessToken } }, "messaging");
}
