import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import type { StackAddresses } from "./addresses.ts";
import type { Settings } from "./stage.ts";

/** What the functions are told about their surroundings: see docs/local-stack.md for what each param is for. */
export function localParams(addresses: Omit<StackAddresses, "phones">): Settings {
  return {
    FCM_ENDPOINT: addresses.fcm.endpoint,
    CLOUD_TASKS_ENDPOINT: addresses.tasks.endpoint,
    FUNCTIONS_URL: addresses.functionsUrl,
    TASKS_SERVICE_ACCOUNT: `tasks@${addresses.projectId}.iam.gserviceaccount.com`,
    PUBLIC_URL: addresses.hostingUrl,
    CARD_CA_CERTIFICATES: addresses.authorities.cardCa,
    PHONE_CA_CERTIFICATES: addresses.authorities.phoneCa,
    REQUIRE_APP_CHECK: "true",
    // A send takes milliseconds here; what dies half-way is taken up after this long.
    ATTEMPT_LEASE: "PT5S",
  };
}

/** Fresh secrets: nothing that was signed or hashed in one run means anything in another. */
export async function freshSecrets(): Promise<Settings> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    COMMAND_SIGNING_KEY: JSON.stringify({ ...jwk, alg: "ES256", use: "sig", kid }),
    SECURE_ELEMENT_HASH_KEY: randomBytes(32).toString("base64"),
  };
}
