import { defineBoolean, defineInt, defineSecret, defineString } from "firebase-functions/params";

/** What Firebase Hosting calls the functions from: the networks that Fastly publishes at api.fastly.com/public-ip-list. */
const hostingProxies = [
  "23.235.32.0/20,43.249.72.0/22,103.244.50.0/24,103.245.222.0/23,103.245.224.0/24,104.156.80.0/20,140.248.64.0/18",
  "140.248.128.0/17,146.75.0.0/17,151.101.0.0/16,157.52.64.0/18,167.82.0.0/17,167.82.128.0/20,167.82.160.0/20",
  "167.82.224.0/20,172.111.64.0/18,185.31.16.0/22,199.27.72.0/21,199.232.0.0/16,2a04:4e40::/32,2a04:4e42::/32",
].join(",");

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
  crlHosts: defineString("CRL_HOSTS", {
    description:
      "Hosts that CRLs may be fetched from, separated by commas; with the port where it isn't the usual one.",
  }),
  crlRefresh: defineString("CRL_REFRESH", {
    default: "PT10M",
    description:
      "After how long at the latest a CRL is fetched again although it is still good: how late a revocation may be seen.",
  }),
  formerSigningKeys: defineString("FORMER_SIGNING_KEYS", {
    default: "[]",
    description:
      "Public halves of earlier COMMAND_SIGNING_KEYs, so that old receipts verify: a JSON array of P-256 JWKs with kid.",
  }),
  requireAppCheck: defineBoolean("REQUIRE_APP_CHECK", {
    default: true,
    description:
      "Whether callables refuse requests without a valid App Check token. Off only while an app is rolled out.",
  }),
  requireSecondFactor: defineBoolean("REQUIRE_SECOND_FACTOR", {
    default: true,
    description:
      "Whether staff have to have signed in with a second factor. Off only while the first ones are enrolled.",
  }),
  corsOrigins: defineString("CORS_ORIGINS", {
    default: "",
    description: "Web origins whose pages may call, separated by commas; empty for none.",
  }),
  limits: defineString("LIMITS", {
    default: "",
    description: 'Limits that differ from the built-in ones, as in "sessionsPerCard 20 in PT1H; …".',
  }),
  refusalTime: defineString("REFUSAL_TIME", {
    default: "PT1S",
    description:
      "How long a refusal takes whose reason its time would tell, PT0.3S to PT10S: longer than any takes by itself.",
  }),
  trustedProxies: defineString("TRUSTED_PROXIES", {
    default: hostingProxies,
    description: "Networks of the proxies before the functions, separated by commas.",
  }),
  sessionLife: defineString("SESSION_LIFE", {
    default: "PT10M",
    description:
      "How long after signing in by card a session may do what takes the card, and its custom token be used.",
  }),
  clearanceProofLife: defineString("CLEARANCE_PROOF_LIFE", {
    default: "P7D",
    description:
      "How long a clearance proof is good, PT1H to P30D: nobody hears of what happens to the phone meanwhile.",
  }),
  attemptSchedule: defineString("ATTEMPT_SCHEDULE", {
    default: "PT0S PT5M PT30M PT2H PT8H P1D P2D; P1D until P14D; P7D until P90D; P30D",
    description:
      "When a wipe is attempted, counted from its opening: points; gaps until a time; the gap afterwards.",
  }),
  attemptLease: defineString("ATTEMPT_LEASE", {
    default: "PT2M",
    description:
      "How long one attempt may take before it is taken for crashed; at least PT83S: a send can take 82 s.",
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
      "How far attempts keep from each quarter of an hour, where everybody's timers fire; at most PT7M.",
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
  hibernatesAfter: defineString("HIBERNATES_AFTER", {
    default: "P90D",
    description: "How long an Android app may go unopened before the system puts it to sleep.",
  }),
  hibernationSpread: defineString("HIBERNATION_SPREAD", {
    default: "P15D",
    description: "How much later than that it may happen: Android looks for unused apps every so often.",
  }),
  holdReminders: defineString("HOLD_REMINDERS", {
    default: "P1D P3D P7D; P30D",
    description:
      "When reminders of certificates on hold come due, counted from the hold: points; the gap afterwards.",
  }),
  wipeReminders: defineString("WIPE_REMINDERS", {
    default: "P1D P3D P7D P14D P30D; P30D",
    description:
      "When a holder is reminded of a phone that isn't erased, counted from the revocation: points; the gap afterwards.",
  }),
  newPhoneReminders: defineString("NEW_PHONE_REMINDERS", {
    default: "P1D P3D P7D P14D P30D; P30D",
    description:
      "When a holder is reminded of an old phone that isn't revoked, counted from enrolling a new one, or from its erasure by a reset: points; the gap afterwards.",
  }),
  unseenReminders: defineString("UNSEEN_REMINDERS", {
    default: "P60D; P30D",
    description:
      "When a holder is reminded of a phone that isn't heard of, counted from its last contact: points; the gap afterwards.",
  }),
  handOverReminders: defineString("HAND_OVER_REMINDERS", {
    default: "P7D P3D P1D; P30D",
    description:
      "How long before a hand-over its holder is reminded, each at 18:00 by QUIET_HOURS' zone: falling to P1D; the gap after it.",
  }),
  handOverGrace: defineString("HAND_OVER_GRACE", {
    default: "PT5M",
    description:
      "How long after naming a hand-over its holder is reminded of it at the earliest: time to do what is left.",
  }),
  handOverGap: defineString("HAND_OVER_GAP", {
    default: "PT2H",
    description: "How far apart attempts are at most before a hand-over; at least PT30M.",
  }),
  handOverWindow: defineString("HAND_OVER_WINDOW", {
    default: "P3D",
    description: "How long before noon of the day of a hand-over attempts are that close.",
  }),
  handOverCodeLife: defineString("HAND_OVER_CODE_LIFE", {
    default: "PT10M",
    description: "How long a holder's hand-over code can be used at a counter; at least PT1M.",
  }),
  quietHours: defineString("QUIET_HOURS", {
    default: "21:00/08:00 Asia/Tokyo",
    description:
      "When no reminder is sent: from/until and the IANA time zone; the same time twice for never.",
  }),
  remindersAWeek: defineInt("REMINDERS_A_WEEK", {
    default: 4,
    description:
      "The most reminders that a holder gets in any seven days; one is kept for the evening before a hand-over, which comes in any case, so at least 2.",
  }),
  returningKinds: defineString("RETURNING_KINDS", {
    default: "authentication",
    description:
      "Which kinds of certificates are valid again when a hold is released, separated by commas; the others are revoked.",
  }),
  tsmEndpoint: defineString("TSM_ENDPOINT", {
    default: "",
    description: "Where the SEI-TSM takes requests; empty where there is none.",
  }),
  smsEndpoint: defineString("SMS_ENDPOINT", {
    default: "",
    description: "Where SMS are handed over, see docs/deploy.md; empty where none are sent.",
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
  limitHashKey: defineSecret("LIMIT_HASH_KEY"),
  secureElementHashKey: defineSecret("SECURE_ELEMENT_HASH_KEY"),
  smsApiKey: defineSecret("SMS_API_KEY"),
} as const;
