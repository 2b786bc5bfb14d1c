import { expect, test } from "vitest";
import { usualPorts } from "./ports.ts";
import { usualAddresses } from "./usualAddresses.ts";
import { welcome } from "./welcome.ts";

/** What firebase-tools starts unasked or for itself: nobody is to open it. */
const inner = ["firestoreWebsocket", "hub", "logging", "eventarc", "tasksEmulator"];

test("the pages and everything that listens are named with their addresses, and where that is as JSON", () => {
  const said = welcome(usualAddresses, "/run/addresses.json");
  for (const page of ["/shop/", "/verify/", "/v1"]) expect(said).toContain(`127.0.0.1:5002${page}\n`);
  for (const [name, { port }] of Object.entries(usualPorts))
    if (!inner.includes(name)) expect(said).toContain(`127.0.0.1:${port}`);
  expect(said).toContain("/run/addresses.json");
});
