import { StackAddresses } from "./addresses.ts";
import { usualPorts } from "./ports.ts";

const at = (port: number) => `http://127.0.0.1:${port}`;
/** The addresses of a stack on the usual ports, for tests that start none. */
export const usualAddresses: StackAddresses = StackAddresses.parse({
  projectId: "demo",
  region: "asia-northeast1",
  functionsUrl: at(usualPorts.functions.port),
  hostingUrl: at(usualPorts.hosting.port),
  firestoreHost: "127.0.0.1:8080",
  authHost: "127.0.0.1:9099",
  fcm: { endpoint: "https://127.0.0.1:9600", control: at(9601), caFile: "ca.pem" },
  tasks: { endpoint: "127.0.0.1:9610", control: at(9611) },
  authorities: { url: at(9620), cardCa: "", phoneCa: "", keys: [] },
  tsm: { url: at(9640), keys: [] },
  maker: { url: at(9645), keys: [] },
  phones: { url: at(9630) },
  sms: { url: at(9650) },
  outbox: { url: at(9660) },
  totp: { url: at(9670) },
});
