import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import type { EarlyAddresses } from "./addresses.ts";
import type { Settings } from "./stage.ts";

/** The one origin of another address whose pages may call the local stack. */
export const localPage = "https://pages.katazuke.example";

/** How long the local stack takes for a refusal that tells nothing by its time: a deployment takes a second. */
export const refusalTime = "PT0.3S";

/** What the functions are told about their surroundings: see docs/local-stack.md for what each param is for. */
export function localParams(addresses: EarlyAddresses): Settings {
  return {
    FCM_ENDPOINT: addresses.fcm.endpoint,
    CLOUD_TASKS_ENDPOINT: addresses.tasks.endpoint,
    FUNCTIONS_URL: addresses.functionsUrl,
    TASKS_SERVICE_ACCOUNT: `tasks@${addresses.projectId}.iam.gserviceaccount.com`,
    PUBLIC_URL: addresses.hostingUrl,
    CARD_CA_CERTIFICATES: addresses.authorities.cardCa,
    PHONE_CA_CERTIFICATES: addresses.authorities.phoneCa,
    CRL_HOSTS: new URL(addresses.authorities.url).host,
    REQUIRE_APP_CHECK: "true",
    REQUIRE_SECOND_FACTOR: "true",
    CORS_ORIGINS: localPage,
    // Few enough for a test to use up; everything else here comes from one address and fails far less often.
    LIMITS: "failuresPerAddress 100 in PT10M",
    SMS_ENDPOINT: `${addresses.sms.url}/messages`,
    TSM_ENDPOINT: `${addresses.tsm.url}/requests`,
    REFUSAL_TIME: refusalTime,
    ...spedUp,
  };
}

/**
 * Time runs 300 times as fast as in a deployment: a second here is five minutes there. The schedule has the real one's
 * proportions; quiet minutes would be longer than the schedule, so there are none.
 */
const spedUp: Settings = {
  ATTEMPT_SCHEDULE:
    "PT0S PT1S PT6S PT24S PT1M36S PT4M48S PT9M36S; PT4M48S until PT1H7M12S; PT33M36S until PT7H12M; PT2H24M",
  // At each request, so that what a CA revokes is refused from then on.
  CRL_REFRESH: "PT0S",
  ATTEMPT_DEFERRAL: "PT3S",
  ATTEMPT_JITTER: "10",
  ATTEMPT_QUIET: "PT0S",
  HIBERNATES_AFTER: "PT7H12M",
  HIBERNATION_SPREAD: "PT1H12M",
  // Ten seconds for a day: people are slower than phones, and a scenario is to see one of them reminded twice.
  WIPE_REMINDERS: "PT10S PT30S PT1M10S PT2M20S PT5M; PT5M",
  NEW_PHONE_REMINDERS: "PT4M48S PT14M24S PT33M36S PT1H7M12S PT2H24M; PT2H24M",
  UNSEEN_REMINDERS: "PT4H48M; PT2H24M",
  HAND_OVER_REMINDERS: "PT33M36S PT14M24S PT4M48S; PT2H24M",
  HAND_OVER_GRACE: "PT1S",
  HAND_OVER_GAP: "PT24S",
  // The day itself is one of the calendar, which goes by no faster here.
  HAND_OVER_WINDOW: "P3D",
  // Nights pass in two minutes here, and nobody sleeps through them.
  QUIET_HOURS: "00:00/00:00 Asia/Tokyo",
  HOLD_REMINDERS: "PT4M48S PT14M24S PT33M36S; PT2H24M",
  // A send takes milliseconds here; what dies half-way is taken up after this long.
  ATTEMPT_LEASE: "PT5S",
};

/** Fresh secrets: nothing that was signed or hashed in one run means anything in another. */
export async function freshSecrets(): Promise<Settings> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    COMMAND_SIGNING_KEY: JSON.stringify({ ...jwk, alg: "ES256", use: "sig", kid }),
    // Hex, because it is an argument of the gateway's too, and one that begins with a dash would be taken for an option.
    SMS_API_KEY: randomBytes(32).toString("hex"),
    LIMIT_HASH_KEY: randomBytes(32).toString("base64"),
    SECURE_ELEMENT_HASH_KEY: randomBytes(32).toString("base64"),
  };
}
