import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  assertFails,
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from "@firebase/rules-unit-testing";
import { collection, doc, getDoc, getDocs, setDoc, setLogLevel } from "firebase/firestore";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "./emulated.ts";

let environment: RulesTestEnvironment;

beforeAll(async () => {
  const [host = "", port] = required("FIRESTORE_EMULATOR_HOST").split(":");
  const rules = await readFile(new URL("../../firestore.rules", import.meta.url), "utf8");
  setLogLevel("error");
  environment = await initializeTestEnvironment({
    projectId: `demo-${randomUUID()}`,
    firestore: { host, port: Number(port), rules },
  });
  await environment.withSecurityRulesDisabled(async (context) => {
    for (const path of paths) await setDoc(doc(context.firestore(), path), { holderId: "holder-1" });
  });
});

afterAll(() => environment.cleanup());

const paths = [
  "holders/holder-1",
  "cards/card-1",
  "devices/device-1",
  "secureElements/element-1",
  "certificates/certificate-1",
  "revocations/revocation-1",
  "usedProofs/proof-1",
  "wipes/wipe-1",
  "wipes/wipe-1/attempts/1",
  "wipes/wipe-1/acknowledgements/1",
  "audit/entry-1",
  "somethingNew/1",
];

const callers: Record<string, (from: RulesTestEnvironment) => RulesTestContext> = {
  "nobody signed in": (from) => from.unauthenticatedContext(),
  "the holder": (from) => from.authenticatedContext("holder-1", { role: "holder" }),
  "another holder": (from) => from.authenticatedContext("holder-2", { role: "holder" }),
  "an agent": (from) => from.authenticatedContext("agent-1", { role: "agent" }),
  "an admin's client": (from) => from.authenticatedContext("admin-1", { role: "admin" }),
};

describe.each(Object.entries(callers))("%s", (_name, contextOf) => {
  test.each(paths)("can neither read, list nor write %s", async (path) => {
    const firestore = contextOf(environment).firestore();
    const document = doc(firestore, path);
    await assertFails(getDoc(document));
    await assertFails(getDocs(collection(firestore, path.slice(0, path.lastIndexOf("/")))));
    await assertFails(setDoc(document, { state: "valid" }));
  });
});

test("the documents are there: it is the rules that keep them", async () => {
  await environment.withSecurityRulesDisabled(async (context) => {
    expect((await getDoc(doc(context.firestore(), "wipes/wipe-1"))).exists()).toBe(true);
  });
});
