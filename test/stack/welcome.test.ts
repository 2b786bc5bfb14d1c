import { expect, test } from "vitest";
import { StackAddresses } from "./addresses.ts";
import { usualPorts } from "./ports.ts";
import { welcome } from "./welcome.ts";

const at = (port: number) => `http://127.0.0.1:${port}`;
const addresses = StackAddresses.parse({
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

/** What firebase-tools starts unasked or for itself: nobody is to open it. */
const inner = ["firestoreWebsocket", "hub", "logging", "eventarc", "tasksEmulator"];

test("the pages and everything that listens are named with their addresses, and where that is as JSON", () => {
  const said = welcome(addresses, "/run/addresses.json");
  for (const page of ["/shop/", "/verify/", "/v1"]) expect(said).toContain(`127.0.0.1:5002${page}\n`);
  for (const [name, { port }] of Object.entries(usualPorts))
    if (!inner.includes(name)) expect(said).toContain(`127.0.0.1:${port}`);
  expect(said).toContain("/run/addresses.json");
});
