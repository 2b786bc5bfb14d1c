import { defineBoolean, defineInt, defineSecret, defineString } from "firebase-functions/params";

/** Every setting of a deployment, read only here and in services.ts. docs/deploy.md says what each is for. */
export const params = {
  publicUrl: defineString("PUBLIC_URL", {
    description:
      "Public address of this service, without a slash at the end: what signed applications name as aud.",
  }),
  cardCaCertificates: defineString("CARD_CA_CERTIFICATES", {
    description: "Trusted CA certificates for cards: base64 DER, separated by commas.",
  }),
  phoneCaCertificates: defineString("PHONE_CA_CERTIFICATES", {
    description: "Trusted CA certificates for phones: base64 DER, separated by commas.",
  }),
  requireAppCheck: defineBoolean("REQUIRE_APP_CHECK", {
    default: true,
    description:
      "Whether callables refuse requests without a valid App Check token. Off only while an app is rolled out.",
  }),
  attemptSchedule: defineString("ATTEMPT_SCHEDULE", {
    default: "PT0S PT5M PT30M PT2H PT8H P1D P2D; P1D until P14D; P7D until P90D; P30D",
    description:
      "When a wipe is attempted, counted from its opening: points; gaps until a time; the gap afterwards.",
  }),
  attemptLease: defineString("ATTEMPT_LEASE", {
    default: "PT2M",
    description:
      "How long one attempt may take before it is taken for crashed; above 82 s, the longest a send can take.",
  }),
  attemptDeferral: defineString("ATTEMPT_DEFERRAL", {
    default: "PT15M",
    description: "How long a phone that said not now is left alone.",
  }),
  attemptJitter: defineInt("ATTEMPT_JITTER", {
    default: 10,
    description: "How much later than planned an attempt may be, in percent of the gap.",
  }),
  attemptQuiet: defineString("ATTEMPT_QUIET", {
    default: "PT2M",
    description:
      "How far attempts keep from each quarter of an hour, where everybody's timers fire; below PT7M.",
  }),
  attemptQueues: defineString("ATTEMPT_QUEUES", {
    default: "attemptWipe",
    description:
      "Cloud Tasks queues for attempts, separated by commas; each more gives 500 dispatches a second.",
  }),
  wipeScope: defineString("WIPE_SCOPE", {
    default: "keys",
    description: "What is erased: keys (by the app) or applet (by the SEI-TSM, which has to be configured).",
  }),
  tsmEndpoint: defineString("TSM_ENDPOINT", {
    default: "",
    description: "Where the SEI-TSM takes requests; empty where there is none.",
  }),
  tsmKeys: defineString("TSM_KEYS", {
    default: "[]",
    description: "The SEI-TSM's public keys for its reports: a JSON array of P-256 JWKs with kid.",
  }),
  fcmEndpoint: defineString("FCM_ENDPOINT", {
    default: "https://fcm.googleapis.com",
    description: "Where FCM is reached; another address only behind a gateway.",
  }),
  cloudTasksEndpoint: defineString("CLOUD_TASKS_ENDPOINT", {
    default: "cloudtasks.googleapis.com:443",
    description: "host:port of the Cloud Tasks API.",
  }),
  functionsUrl: defineString("FUNCTIONS_URL", {
    default: "",
    description: "Base address of the deployed functions, which tasks call; empty for Cloud Functions' own.",
  }),
  tasksServiceAccount: defineString("TASKS_SERVICE_ACCOUNT", {
    description: "E-mail of the service account that Cloud Tasks calls attemptWipe with.",
  }),
} as const;

/** Secrets, each given only to the functions that need it. */
export const secrets = {
  commandSigningKey: defineSecret("COMMAND_SIGNING_KEY"),
  secureElementHashKey: defineSecret("SECURE_ELEMENT_HASH_KEY"),
} as const;
