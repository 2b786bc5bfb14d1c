import { randomBytes } from "node:crypto";
import { type App, type AppOptions, initializeApp } from "firebase-admin/app";
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
const app = once((): App => initializeApp(appOptions()));
const firestore = once(() => getFirestore(firestoreApp()));
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
  sendCommand: fcmSender(once(() => getMessaging(app()))),
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

/** In the emulator nothing may ask Google for a credential, so that the stack runs without a network. */
function appOptions(): AppOptions {
  const httpAgent = fcmAgent(params.fcmEndpoint.value());
  const agent = httpAgent ? { httpAgent } : {};
  if (!isEmulated()) return agent;
  const getAccessToken = async () => ({ access_token: "owner", expires_in: 3600 });
  const serviceAccountId = `local@${projectID.value()}.iam.gserviceaccount.com`;
  return { ...agent, credential: { getAccessToken }, serviceAccountId, projectId: projectID.value() };
}

/** firebase-admin's Firestore refuses a credential of one's own making, and its emulator asks for none. */
function firestoreApp(): App {
  return isEmulated() ? initializeApp({ projectId: projectID.value() }, "firestore") : app();
}

function isEmulated(): boolean {
  return process.env.FUNCTIONS_EMULATOR === "true";
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
