import { generateKeyPairSync } from "node:crypto";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { anchorOf, audience } from "./signers.ts";

/**
 * Sets this process up as a deployment that trusts these CAs and can reach nothing: params and secrets have values, but
 * whatever asks a service fails. For before the first call.
 */
export function deployHere(
  trusted: { card: Hierarchy; phone: Hierarchy },
  others: Record<string, string> = {},
) {
  const base64 = (hierarchy: Hierarchy) => Buffer.from(anchorOf(hierarchy)).toString("base64");
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  Object.assign(process.env, {
    GCLOUD_PROJECT: "demo-katazuke",
    PUBLIC_URL: audience,
    CARD_CA_CERTIFICATES: base64(trusted.card),
    PHONE_CA_CERTIFICATES: base64(trusted.phone),
    REQUIRE_APP_CHECK: "true",
    ATTEMPT_SCHEDULE: "PT0S PT5M; P1D",
    ATTEMPT_LEASE: "PT2M",
    FCM_ENDPOINT: "https://127.0.0.1:1",
    CLOUD_TASKS_ENDPOINT: "127.0.0.1:1",
    FUNCTIONS_URL: "http://127.0.0.1:1",
    TASKS_SERVICE_ACCOUNT: "tasks@demo-katazuke.iam.gserviceaccount.com",
    COMMAND_SIGNING_KEY: JSON.stringify({ ...key, kid: "2026-11" }),
    SECURE_ELEMENT_HASH_KEY: "c2VjcmV0IG9mIHRoZSB0ZXN0cw==",
    ...others,
  });
}
