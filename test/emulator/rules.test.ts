import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
  type TokenOptions,
} from "@firebase/rules-unit-testing";
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  query,
  setDoc,
  setLogLevel,
  updateDoc,
  where,
} from "firebase/firestore";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { required } from "./emulated.ts";
import { type Covered, expressionsOf, Report } from "./rulesCoverage.ts";

let environment: RulesTestEnvironment;
const projectId = `demo-${randomUUID()}`;

beforeAll(async () => {
  const [host = "", port] = required("FIRESTORE_EMULATOR_HOST").split(":");
  setLogLevel("error");
  environment = await initializeTestEnvironment({
    projectId,
    firestore: { host, port: Number(port), rules: await rules() },
  });
  await environment.withSecurityRulesDisabled(async (context) => {
    for (const path of [...closed, ...views])
      await setDoc(doc(context.firestore(), path), { holderId: "holder-1" });
  });
});

afterAll(() => environment.cleanup());

function rules(): Promise<string> {
  return readFile(new URL("../../firestore.rules", import.meta.url), "utf8");
}

/** A document of each kind that there is, and of one that there isn't. */
const closed = [
  "holders/holder-1",
  "cards/card-1",
  "devices/device-1",
  "secureElements/element-1",
  "certificates/certificate-1",
  "revocations/revocation-1",
  "holds/hold-1",
  "holdChoices/holder-1",
  "contacts/holder-1",
  "mail/message-1",
  "reminders/reminder-1",
  "resetCapabilities/android",
  "usedProofs/proof-1",
  "limits/limit-1",
  "refusals/2026-11-22-api",
  "breakers/fcm",
  "partners/partner-1",
  "wipes/wipe-1",
  "wipes/wipe-1/attempts/1",
  "wipes/wipe-1/acknowledgements/1",
  "audit/entry-1",
  "somethingNew/1",
];

/** What lies below the holder's document is the holder's view. */
const views = ["holders/holder-1/devices/device-1", "holders/holder-1/devices/device-1/steps/1"];

/** A sign-in so many seconds ago. */
function signedIn(
  uid: string,
  role: string | undefined,
  seconds = 60,
): (from: RulesTestEnvironment) => RulesTestContext {
  const now = Math.floor(Date.now() / 1000);
  // The custom token was used just now, which makes a session no younger.
  const token: TokenOptions = { auth_time: now, sessionOpenedAt: now - seconds };
  if (role !== undefined) token.role = role;
  return (from) => from.authenticatedContext(uid, token);
}

const holder = signedIn("holder-1", "holder");
const strangers: Record<string, (from: RulesTestEnvironment) => RulesTestContext> = {
  "nobody signed in": (from) => from.unauthenticatedContext(),
  "another holder": signedIn("holder-2", "holder"),
  "an agent": signedIn("agent-1", "agent"),
  "an admin's client": signedIn("admin-1", "admin"),
  "somebody under the holder's id with another role": signedIn("holder-1", "clerk"),
  "somebody under the holder's id with no role": signedIn("holder-1", undefined),
  "a session of before it said when the card opened it": (from) => {
    return from.authenticatedContext("holder-1", { role: "holder" });
  },
  "the holder's lost phone, signed in eleven minutes ago": signedIn("holder-1", "holder", 660),
};

/** One client for all that somebody tries: a new one has to connect first, which takes longer than being refused. */
type Client = ReturnType<RulesTestContext["firestore"]>;

describe.each(Object.entries({ ...strangers, "the holder": holder }))("%s", (_name, contextOf) => {
  let firestore: Client;
  beforeAll(() => {
    firestore = contextOf(environment).firestore();
  });

  test.each(closed)("can neither read, list nor write %s", async (path) => {
    await assertFails(getDoc(doc(firestore, path)));
    await assertFails(getDocs(collection(firestore, path.slice(0, path.lastIndexOf("/")))));
    await writeNothing(firestore, path);
  });

  test.each(views)("can't write %s", async (path) => {
    await writeNothing(firestore, path);
  });

  test("can't gather what is another holder's, nor look across holders", async () => {
    await assertFails(getDocs(collection(firestore, "holders/holder-3/devices")));
    await assertFails(getDocs(collectionGroup(firestore, "devices")));
    const own = where("holderId", "==", "holder-1");
    await assertFails(getDocs(query(collection(firestore, "devices"), own)));
  });
});

async function writeNothing(firestore: Client, path: string) {
  await assertFails(setDoc(doc(firestore, path), { state: "valid" }));
  await assertFails(setDoc(doc(firestore, `${path}-new`), { state: "valid" }));
  await assertFails(updateDoc(doc(firestore, path), { state: "valid" }));
  await assertFails(deleteDoc(doc(firestore, path)));
}

describe.each(views)("the view at %s", (path) => {
  const folder = path.slice(0, path.lastIndexOf("/"));

  test("is the holder's to read and to list, right after signing in with the card", async () => {
    const firestore = holder(environment).firestore();
    expect((await assertSucceeds(getDoc(doc(firestore, path)))).exists()).toBe(true);
    expect((await assertSucceeds(getDocs(collection(firestore, folder)))).size).toBe(1);
    const late = signedIn("holder-1", "holder", 540)(environment).firestore();
    await assertSucceeds(getDoc(doc(late, path)));
  });

  test.each(Object.entries(strangers))("is closed to %s", async (_name, contextOf) => {
    const firestore = contextOf(environment).firestore();
    await assertFails(getDoc(doc(firestore, path)));
    await assertFails(getDocs(collection(firestore, folder)));
  });
});

test("the documents are there: it is the rules that keep them", async () => {
  await environment.withSecurityRulesDisabled(async (context) => {
    for (const path of [...closed, ...views])
      expect((await getDoc(doc(context.firestore(), path))).exists(), path).toBe(true);
  });
});

/** What came of every expression of some rules in a project so far. */
async function coverageOf(project: string, text: string): Promise<readonly Covered[]> {
  const url = `http://${required("FIRESTORE_EMULATOR_HOST")}/emulator/v1/projects/${project}:ruleCoverage`;
  return expressionsOf(Report.parse(await (await fetch(url)).json()), text);
}

/** Conditions that came out one way only, and expressions that nothing got to. */
function gapsIn(covered: readonly Covered[]): string[] {
  const gaps = covered.filter(({ outcomes, isCondition }) =>
    isCondition ? !(outcomes.has("true") && outcomes.has("false")) : outcomes.size === 0,
  );
  return gaps.map(({ text }) => text);
}

describe("these tests", () => {
  test("have the emulator come to every expression of the rules, and every condition out both ways", async () => {
    const covered = await coverageOf(projectId, await rules());
    const conditions = covered.filter(({ isCondition }) => isCondition).map(({ text }) => text);
    expect(conditions).toContain("request.auth != null");
    expect(gapsIn(covered)).toEqual([]);
  });

  test("would tell of a rule that none of them comes to, and of one that they see from one side only", async () => {
    const more = `match /seen/{id} { allow read: if request.auth.uid == 'nobody'; }
    match /unseen/{id} { allow read: if request.auth.uid == 'somebody'; }`;
    const text = (await rules()).replace("match /holders/", `${more}\n    match /holders/`);
    const [host = "", port] = required("FIRESTORE_EMULATOR_HOST").split(":");
    const project = `demo-${randomUUID()}`;
    const firestore = { host, port: Number(port), rules: text };
    const other = await initializeTestEnvironment({ projectId: project, firestore });
    await assertFails(getDoc(doc(holder(other).firestore(), "seen/1")));
    const gaps = gapsIn(await coverageOf(project, text));
    await other.cleanup();
    expect(gaps).toContain("request.auth.uid == 'nobody'");
    expect(gaps).toContain("request.auth.uid == 'somebody'");
  });
});
