import { type BothCas, crlRoutes } from "../stack/authorities/crlRoutes.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { jsonServer } from "../stack/json.ts";
import { listen } from "../stack/listen.ts";
import { anchorOf, audience, quickHierarchy } from "./signers.ts";

let trusted: Promise<BothCas & { crlHost: string }> | undefined;

/**
 * Sets this process up as a deployment that trusts the answered CAs and can reach nothing but their CRLs. The signing key is no key, so
 * that whatever needs it fails. The same for every test file of a process, because services read their settings once.
 */
export async function deployHere({ requireAppCheck }: { requireAppCheck: boolean }) {
  trusted ??= makeCas();
  const { card, phone, crlHost } = await trusted;
  Object.assign(process.env, {
    GCLOUD_PROJECT: "demo-katazuke",
    PUBLIC_URL: audience,
    CARD_CA_CERTIFICATES: base64(card),
    PHONE_CA_CERTIFICATES: base64(phone),
    CRL_HOSTS: crlHost,
    CRL_REFRESH: "PT0S",
    FORMER_SIGNING_KEYS: "[]",
    REQUIRE_APP_CHECK: String(requireAppCheck),
    REQUIRE_SECOND_FACTOR: "true",
    CORS_ORIGINS: "https://pages.katazuke.example",
    LIMITS: "",
    REFUSAL_TIME: "PT1S",
    TRUSTED_PROXIES: "151.101.0.0/16,2a04:4e42::/32",
    SESSION_LIFE: "PT10M",
    CLEARANCE_PROOF_LIFE: "P7D",
    ATTEMPT_SCHEDULE: "PT0S PT5M; P1D",
    ATTEMPT_LEASE: "PT2M",
    ATTEMPT_DEFERRAL: "PT15M",
    ATTEMPT_JITTER: "10",
    ATTEMPT_QUIET: "PT2M",
    ATTEMPT_QUEUES: "attemptWipe",
    WIPE_SCOPE: "keys",
    HIBERNATES_AFTER: "P90D",
    HIBERNATION_SPREAD: "P15D",
    HOLD_REMINDERS: "P1D P3D P7D; P30D",
    WIPE_REMINDERS: "P1D P3D P7D P14D P30D; P30D",
    NEW_PHONE_REMINDERS: "P1D P3D P7D P14D P30D; P30D",
    UNSEEN_REMINDERS: "P60D; P30D",
    HAND_OVER_REMINDERS: "P7D P3D P1D; P30D",
    HAND_OVER_GRACE: "PT5M",
    HAND_OVER_GAP: "PT2H",
    HAND_OVER_WINDOW: "P3D",
    HAND_OVER_CODE_LIFE: "PT10M",
    QUIET_HOURS: "21:00/08:00 Asia/Tokyo",
    REMINDERS_A_WEEK: "4",
    RETURNING_KINDS: "authentication",
    TSM_ENDPOINT: "",
    SMS_ENDPOINT: "",
    FCM_ENDPOINT: "https://127.0.0.1:1",
    CLOUD_TASKS_ENDPOINT: "127.0.0.1:1",
    FUNCTIONS_URL: "http://127.0.0.1:1",
    TASKS_SERVICE_ACCOUNT: "tasks@demo-katazuke.iam.gserviceaccount.com",
    COMMAND_SIGNING_KEY: '{"Sato-Hanako-19700101',
    SMS_API_KEY: "",
    LIMIT_HASH_KEY: Buffer.alloc(32, "limits of the tests").toString("base64"),
    SECURE_ELEMENT_HASH_KEY: Buffer.alloc(32, "secret of the tests").toString("base64"),
  });
  return { card, phone };
}

async function makeCas() {
  const cas = Promise.withResolvers<BothCas>();
  const server = jsonServer(crlRoutes(cas.promise)).unref();
  const crlHost = `127.0.0.1:${await listen(server)}`;
  const [card, phone] = await Promise.all([
    quickHierarchy("card", `http://${crlHost}`),
    quickHierarchy("phone", `http://${crlHost}`),
  ]);
  cas.resolve({ card, phone });
  return { card, phone, crlHost };
}

function base64(hierarchy: Hierarchy): string {
  return Buffer.from(anchorOf(hierarchy).der).toString("base64");
}
