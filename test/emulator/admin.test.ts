import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeApp } from "firebase-admin/app";
import { getAuth } from "firebase-admin/auth";
import { getFirestore } from "firebase-admin/firestore";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { partnerSigner } from "../doubles/partners.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { root } from "../stack/root.ts";
import { required } from "./emulated.ts";

const email = `${randomUUID()}@staff.example`;
const password = "only for this test";

/** A project of its own on the stack's emulators, for an audit that a test may break. */
const ownProject = `demo-${randomUUID()}`;

let folder: string;
let ownAddresses: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "katazuke-admin-"));
  ownAddresses = join(folder, "addresses.json");
  writeFileSync(ownAddresses, JSON.stringify({ ...addressesOfStack(), projectId: ownProject }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as a person does; answers the exit code and all it printed. */
function admin(addresses: string, ...words: string[]): Promise<{ code: number; printed: string }> {
  const script = join(root, "functions/src/admin/main.ts");
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...words, "--stack", addresses], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
    );
  });
}

const Session = z.object({ idToken: z.string() });

async function signIn(): Promise<string> {
  const path = "identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local";
  const response = await fetch(`http://${addressesOfStack().authHost}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password, returnSecureToken: true }),
  });
  return Session.parse(await response.json()).idToken;
}

test("a member of the staff sets a password by the printed link, signs in with the role, and is shut out when disabled", async () => {
  const stack = required("KATAZUKE_STACK");
  const auth = getAuth(initializeApp({ projectId: addressesOfStack().projectId }, email));
  expect((await admin(stack, "shop", "add", "--id", "shop-12")).code).toBe(0);
  const added = await admin(stack, "staff", "add", "--email", email, "--role", "clerk", "--shop", "shop-12");
  expect(added.code).toBe(0);
  expect((await auth.getUserByEmail(email)).emailVerified).toBe(true);
  const link = added.printed.trim().split("\n").at(-1) ?? "";
  const set = await fetch(`${link}&newPassword=${encodeURIComponent(password)}`);
  expect(set.status).toBe(200);

  const kept = await signIn();
  const token = await auth.verifyIdToken(kept, true);
  expect(token).toMatchObject({ role: "clerk", shopId: "shop-12" });
  expect((await admin(stack, "staff", "show", "--id", token.uid)).printed).toContain(
    "The account is as recorded.",
  );

  // Firebase Auth counts whole seconds: a session of the very second in which all are ended would outlive that.
  await expect.poll(() => Date.now() / 1000, { timeout: 2000 }).toBeGreaterThan(token.auth_time + 1);
  expect((await admin(stack, "staff", "disable", "--email", email)).code).toBe(0);
  await expect(auth.verifyIdToken(kept, true)).rejects.toMatchObject({ code: "auth/user-disabled" });
  // Even an account that somebody enables again by hand has neither the old sessions nor the role.
  await auth.updateUser(token.uid, { disabled: false });
  await expect(auth.verifyIdToken(kept, true)).rejects.toMatchObject({ code: "auth/id-token-revoked" });
  expect((await auth.getUser(token.uid)).customClaims ?? {}).toEqual({});
  expect((await admin(stack, "staff", "show", "--id", token.uid)).printed).toContain(
    "Left to do: disable the account.",
  );
}, 60_000);

test("a partner gets a key, and the audit of it all is whole until somebody takes an entry out", async () => {
  const file = join(folder, "key.json");
  writeFileSync(file, JSON.stringify(partnerSigner("ES256", "ca-2026").jwk));
  const add = ["partner", "add", "--id", "card-ca", "--kind", "ca", "--scope", "ca:events"];
  expect((await admin(ownAddresses, ...add, "--dry-run")).code).toBe(0);
  const firestore = getFirestore(initializeApp({ projectId: ownProject }, ownProject));
  expect((await firestore.doc("partners/card-ca").get()).exists).toBe(false);
  expect((await admin(ownAddresses, ...add)).code).toBe(0);
  expect((await admin(ownAddresses, "partner", "key", "add", "--id", "card-ca", "--jwk", file)).code).toBe(0);
  expect((await admin(ownAddresses, "partner", "list")).printed).toContain("may ca:events. Keys: ca-2026.");

  const whole = await admin(ownAddresses, "audit", "verify");
  expect(whole).toMatchObject({ code: 0, printed: expect.stringContaining(": 0 breaks.") });
  const { docs } = await firestore.collection("audit").where("act", "==", "partnerRegistered").get();
  await docs[0]?.ref.delete();
  const broken = await admin(ownAddresses, "audit", "verify");
  expect(broken.code).toBe(1);
  expect(broken.printed).toMatch(/^BREAK registers\/admin: entry \d+ follows \d+$/m);
}, 60_000);

test("words that make no sense end with exit code 2, and a stack that is gone with 1", async () => {
  expect((await admin(ownAddresses, "staff", "add", "--email", email)).code).toBe(2);
  expect(await admin(join(folder, "nowhere.json"), "staff", "list")).toMatchObject({
    code: 1,
    printed: expect.stringContaining("npm start runs one"),
  });
});
