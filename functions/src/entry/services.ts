import { randomBytes } from "node:crypto";
import { type App, initializeApp } from "firebase-admin/app";
import { getAuth } from "firebase-admin/auth";
import { getFirestore } from "firebase-admin/firestore";
import { getMessaging } from "firebase-admin/messaging";
import { projectID } from "firebase-functions/params";
import { taskScheduler } from "../outside/cloudTasks.ts";
import { fcmSender } from "../outside/fcm.ts";
import { fcmAgent } from "../outside/fcmAgent.ts";
import { cardProofs } from "../proof/cardProof.ts";
import { CommandSigningKey, commandSigner, publicKeySet } from "../proof/commandSigner.ts";
import { registrationProofs } from "../proof/registrationProof.ts";
import { firestoreStore } from "../store/firestoreStore.ts";
import { milliseconds, parseAttemptSchedule } from "./durations.ts";
import { params, secrets } from "./params.ts";

/** Each service is made at its first use: params and secrets have values at run time only, and cold starts stay short. */
const app = once((): App => initializeApp());
const firestore = once(() => getFirestore(app()));
const signingKey = once(() => CommandSigningKey.parse(parseSecret(secrets.commandSigningKey)));
const secureElementHashKey = once(() => Buffer.from(secrets.secureElementHashKey.value(), "base64"));

export const services = {
  store: once(() => firestoreStore(firestore())),
  auth: once(() => getAuth(app())),
  cardProofs: once(() => cardProofs(policy(params.cardCaCertificates))),
  readRegistration: once(() =>
    registrationProofs(policy(params.phoneCaCertificates), secureElementHashKey()),
  ),
  signCommand: once(() => commandSigner(signingKey(), params.publicUrl.value())),
  keySet: once(() => publicKeySet(signingKey())),
  sendCommand: fcmSender(once(() => getMessaging(messagingApp()))),
  schedule: once(() => parseAttemptSchedule(params.attemptSchedule.value())),
  attemptLease: once(() => milliseconds("ATTEMPT_LEASE", params.attemptLease.value())),
  scheduleAttempt: once(() =>
    taskScheduler({
      endpoint: params.cloudTasksEndpoint.value(),
      projectId: projectID.value(),
      region: "asia-northeast1",
      functionsUrl: params.functionsUrl.value(),
      serviceAccount: params.tasksServiceAccount.value(),
    }),
  ),
  clock: () => new Date(),
  newId: () => randomBytes(18).toString("base64url"),
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

function policy(certificates: { name: string; value(): string }) {
  const anchors = certificates
    .value()
    .split(",")
    .map((der) => Buffer.from(der.trim(), "base64"));
  if (anchors.some(({ length }) => length === 0)) throw new Error(`${certificates.name} is empty`);
  return { audience: params.publicUrl.value(), anchors };
}

/** A secret as JSON; the message names the secret and never quotes it. */
function parseSecret(secret: { name: string; value(): string }): unknown {
  try {
    return JSON.parse(secret.value());
  } catch {
    throw new Error(`${secret.name} isn't JSON`);
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
