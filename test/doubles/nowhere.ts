import type { StackAddresses } from "../stack/addresses.ts";

const url = "http://127.0.0.1:1";

/** The addresses of a stack that isn't there. */
export const nowhere: StackAddresses = {
  projectId: "demo-katazuke",
  region: "asia-northeast1",
  functionsUrl: url,
  hostingUrl: url,
  firestoreHost: "127.0.0.1:1",
  authHost: "127.0.0.1:1",
  fcm: { endpoint: url, control: url, caFile: "/nowhere" },
  tasks: { endpoint: "127.0.0.1:1", control: url },
  authorities: { url, cardCa: "AAAA", phoneCa: "AAAA", keys: [] },
  tsm: { url, keys: [] },
  maker: { url, keys: [] },
  sms: { url },
  outbox: { url },
  phones: { url },
  totp: { url },
};
