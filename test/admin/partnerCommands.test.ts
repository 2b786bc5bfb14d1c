import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calculateJwkThumbprint } from "jose";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AdminTerminal } from "../doubles/adminTerminal.ts";
import { partnerSigner } from "../doubles/partners.ts";

const { jwk, privateKey } = partnerSigner("ES256", "ca-2026");
const thumbprint = await calculateJwkThumbprint(jwk);

let folder: string;
let terminal: AdminTerminal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "katazuke-admin-"));
  terminal = new AdminTerminal();
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, "key.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function withCa(): Promise<void> {
  await terminal.type("partner add --id card-ca --kind ca --scope ca:events --local");
}

test("a partner is made, gets a key for later, loses it, is shut out and listed", async () => {
  await withCa();
  expect(terminal.said.at(-1)).toBe("partners/card-ca: card-ca (ca), active, may ca:events. Keys: none.");
  const add = `partner key add --id card-ca --jwk ${file(jwk)} --not-before 2027-01-31T09:00:00+09:00 --local`;
  expect(await terminal.type(add)).toBe(0);
  expect(terminal.said.at(-1)).toBe(
    `  key ca-2026: ES256, from 2027-01-31T00:00:00.000Z, thumbprint ${thumbprint}`,
  );
  expect(await terminal.type("partner key retire --id card-ca --kid ca-2026 --local")).toBe(0);
  expect(terminal.said.at(-1)).toMatch(/ until 2026-11-22T09:00:00.000Z, thumbprint \S{43}$/);
  expect(await terminal.type("partner disable --id card-ca --local")).toBe(0);
  expect(await terminal.type("partner list --local")).toBe(0);
  expect(terminal.said).toEqual([
    "partners/card-ca: card-ca (ca), disabled, may ca:events. Keys: ca-2026 until 2026-11-22 09:00 UTC.",
  ]);
  expect(await terminal.type("partner enable --id card-ca --local")).toBe(0);
  expect(terminal.world.told()).toHaveLength(5);
  expect(await terminal.type("audit verify --local")).toBe(0);
});

test("a dry run tells what would be kept and keeps nothing", async () => {
  await terminal.type("partner add --id card-ca --kind ca --scope ca:events --local --dry-run");
  expect(terminal.said).toEqual([
    "This would, in the local stack:",
    "  record partners/card-ca: card-ca (ca), active, may ca:events. Keys: none.",
    "  tell it in the audit: partnerRegistered",
  ]);
  expect(terminal.world.documents.writes).toBe(0);
});

test("a partner is shown with its keys and nothing secret; one that isn't there is refused", async () => {
  await withCa();
  await terminal.type(`partner key add --id card-ca --jwk ${file(jwk)} --local`);
  await terminal.type("partner show --id card-ca --local");
  expect(terminal.said).toEqual([
    "partners/card-ca: card-ca (ca), active, may ca:events. Keys: ca-2026.",
    `  key ca-2026: ES256, from 2026-11-22T09:00:00.000Z, thumbprint ${thumbprint}`,
  ]);
  expect(await terminal.type("partner show --id maker-1 --local")).toBe(1);
});

test.each([
  ["a private key", privateKey.export({ format: "jwk" }), "This is a private key"],
  ["a key without kid", { ...jwk, kid: undefined }, "wrong in it: kid."],
  ["a key without alg", { ...jwk, alg: undefined }, "wrong in it: alg."],
  ["something else", "-----BEGIN PUBLIC KEY-----", "The JWK file can't be read, or isn't JSON."],
])("%s is turned down as a public key, unquoted, and nothing is kept", async (_case, content, problem) => {
  await withCa();
  const before = terminal.world.documents.writes;
  expect(await terminal.type(`partner key add --id card-ca --jwk ${file(content)} --local`)).toBe(1);
  expect(terminal.complained.join()).toContain(problem);
  expect(terminal.complained.join()).not.toContain(jwk.kty === "EC" ? jwk.x : "");
  expect(terminal.world.documents.writes).toBe(before);
});

test.each([
  ["partner add --id card-ca --kind ca --local", "--scope is missing"],
  ["partner add --id Card --kind ca --scope ca:events --local", "--id takes 3 to 64 lower-case letters"],
  ["partner add --id card-ca --kind shop --scope ca:events --local", "--kind takes maker, tsm, ca."],
  ["partner add --id card-ca --kind ca --scope everything --local", "--scope takes resets:write, tsm:report"],
  [
    "partner key add --id card-ca --jwk k.json --not-before tomorrow --local",
    "--not-before takes a time such as",
  ],
  ["partner key", "partner key add"],
])("%s is told what is missing", async (line, problem) => {
  const code = await terminal.type(line);
  expect(code).toBe(line === "partner key" ? 0 : 2);
  expect([...terminal.said, ...terminal.complained].join()).toContain(problem);
});
