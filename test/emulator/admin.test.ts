import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeApp } from "firebase-admin/app";
import { type Auth, getAuth } from "firebase-admin/auth";
import { getFirestore } from "firebase-admin/firestore";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { partnerSigner } from "../doubles/partners.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { root } from "../stack/root.ts";

/** A project of its own on the stack's emulators, so that the audit there is this test's alone. */
const projectId = `demo-${randomUUID()}`;
const email = "ann@staff.example";
const password = "only for this test";

let folder: string;
let addresses: string;
let auth: Auth;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "katazuke-admin-"));
  addresses = join(folder, "addresses.json");
  writeFileSync(addresses, JSON.stringify({ ...addressesOfStack(), projectId }));
  auth = getAuth(initializeApp({ projectId }, projectId));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as a person does; answers the exit code and all it printed. */
function admin(...words: string[]): Promise<{ code: number; printed: string }> {
  const script = join(root, "functions/src/admin/main.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words, "--stack", addresses], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
    );
  });
}

const Session = z.object({ idToken: z.string() });

async function signIn(): Promise<string> {
  const url = `http://${addressesOfStack().authHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}`;
  const response = await fetch(`${url}/accounts:signInWithPassword?key=local`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer owner" },
    body: JSON.stringify({ email, password, returnSecureToken: true, targetProjectId: projectId }),
  });
  return Session.parse(await response.json()).idToken;
}

test("a member of the staff sets a password by the printed link, signs in with the role, and is shut out when disabled", async () => {
  const added = await admin("staff", "add", "--email", email, "--role", "clerk", "--shop", "shop-12");
  expect(added.code).toBe(0);
  const link = added.printed.trim().split("\n").at(-1) ?? "";
  const set = await fetch(`${link}&newPassword=${encodeURIComponent(password)}`);
  expect(set.status).toBe(200);

  const kept = await signIn();
  const token = await auth.verifyIdToken(kept, true);
  expect(token).toMatchObject({ role: "clerk", shopId: "shop-12" });
  expect((await admin("staff", "show", "--id", token.uid)).printed).toContain("The account is as recorded.");

  // Firebase Auth counts whole seconds: a session of the very second in which all are ended would outlive that.
  await expect.poll(() => Date.now() / 1000, { timeout: 2000 }).toBeGreaterThan(token.auth_time + 1);
  expect((await admin("staff", "disable", "--email", email)).code).toBe(0);
  await expect(auth.verifyIdToken(kept, true)).rejects.toMatchObject({ code: "auth/user-disabled" });
  // Even an account that somebody enables again by hand has neither the old sessions nor the role.
  await auth.updateUser(token.uid, { disabled: false });
  await expect(auth.verifyIdToken(kept, true)).rejects.toMatchObject({ code: "auth/id-token-revoked" });
  expect((await auth.getUser(token.uid)).customClaims ?? {}).toEqual({});
  expect((await admin("staff", "show", "--id", token.uid)).printed).toContain(
    "Left to do: disable the account.",
  );
}, 60_000);

test("a partner gets a key, and the audit of it all is whole until somebody takes an entry out", async () => {
  const file = join(folder, "key.json");
  writeFileSync(file, JSON.stringify(partnerSigner("ES256", "ca-2026").jwk));
  const add = ["partner", "add", "--id", "card-ca", "--kind", "ca", "--scope", "ca:events"];
  expect((await admin(...add, "--dry-run")).code).toBe(0);
  const firestore = getFirestore(initializeApp({ projectId }, `${projectId}-2`));
  expect((await firestore.doc("partners/card-ca").get()).exists).toBe(false);
  expect((await admin(...add)).code).toBe(0);
  expect((await admin("partner", "key", "add", "--id", "card-ca", "--jwk", file)).code).toBe(0);
  expect((await admin("partner", "list")).printed).toContain("may ca:events. Keys: ca-2026.");

  const whole = await admin("audit", "verify");
  expect(whole).toMatchObject({ code: 0, printed: expect.stringContaining(": 0 breaks.") });
  const { docs } = await firestore.collection("audit").where("act", "==", "partnerRegistered").get();
  await docs[0]?.ref.delete();
  const broken = await admin("audit", "verify");
  expect(broken.code).toBe(1);
  expect(broken.printed).toMatch(/^BREAK registers\/admin: entry \d+ follows \d+$/m);
}, 60_000);

test("words that make no sense end with exit code 2, and a stack that is gone with 1", async () => {
  expect((await admin("staff", "add", "--email", email)).code).toBe(2);
  addresses = join(folder, "nowhere.json");
  expect(await admin("staff", "list")).toMatchObject({
    code: 1,
    printed: expect.stringContaining("npm start runs one"),
  });
});
