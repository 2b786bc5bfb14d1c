import { readFileSync } from "node:fs";
import { z } from "zod";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";

/** Where everything of a running stack is; also what `.stack/<run>/addresses.json` holds. */
export const StackAddresses = z.strictObject({
  projectId: z.string(),
  region: z.string(),
  functionsUrl: z.url(),
  hostingUrl: z.url(),
  firestoreHost: z.string(),
  authHost: z.string(),
  fcm: z.strictObject({ endpoint: z.string(), control: z.string(), caFile: z.string() }),
  tasks: z.strictObject({ endpoint: z.string(), control: z.string() }),
  authorities: z.strictObject({
    url: z.url(),
    cardCa: z.base64(),
    phoneCa: z.base64(),
    keys: z.array(PartnerJwk),
  }),
  tsm: z.strictObject({ url: z.url(), keys: z.array(PartnerJwk) }),
  maker: z.strictObject({ url: z.url(), keys: z.array(PartnerJwk) }),
  phones: z.strictObject({ url: z.url() }),
  sms: z.strictObject({ url: z.url() }),
  outbox: z.strictObject({ url: z.url() }),
  /** The Auth emulator with authenticator apps as second factors: what the pages sign in with. */
  totp: z.strictObject({ url: z.url() }),
});

/** Where everything of a running stack is. URLs have no slash at the end, hosts are `host:port`. */
export type StackAddresses = Readonly<z.output<typeof StackAddresses>>;

/** The addresses that are known before the functions start: all but those of what needs them started. */
export type EarlyAddresses = Omit<StackAddresses, "phones" | "outbox" | "totp">;

/** The addresses of the stack that the tests run on; throws when there is none, so that they fail and don't skip. */
export function addressesOfStack(): StackAddresses {
  const file = process.env.KATAZUKE_STACK;
  if (!file)
    throw new Error("No stack is running: KATAZUKE_STACK names no addresses.json. `npm test` starts one.");
  return StackAddresses.parse(JSON.parse(readFileSync(file, "utf8")));
}
