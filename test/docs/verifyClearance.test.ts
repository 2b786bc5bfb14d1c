import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearanceProofSigner } from "../../functions/src/proof/clearanceProofSigner.ts";
import { publicKeySet } from "../../functions/src/proof/commandSigner.ts";
import { proofFindings } from "../../hosting/src/verify/verifyProof.ts";
import { sampleClearanceProof, sampleImei } from "../doubles/clearanceProofs.ts";
import { newSigningKey } from "../doubles/receipts.ts";
import { serve } from "../doubles/serve.ts";
import { doubtfulProofs, rightProofs, wrongProofs } from "../hosting/verify/proofCases.ts";

const script = fileURLToPath(new URL("../../docs/verify-clearance.mjs", import.meta.url));
const key = newSigningKey();
let service: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  const published = express().get("/.well-known/jwks.json", (_, response) =>
    response.json(publicKeySet(key)),
  );
  service = await serve(published);
});
afterAll(() => service.end());

const forge = () => ({ key, issuer: service.url, now: new Date() });

/** Runs the script as a buyer does, with these arguments; answers what it prints, on either stream. */
function verify(
  proof: string,
  ...args: readonly string[]
): Promise<{ out: string; isGenuine: boolean; exitCode: number | null }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], (failed, stdout, stderr) => {
      resolve({ out: stdout + stderr, isGenuine: failed === null, exitCode: child.exitCode });
    });
    child.stdin?.on("error", () => undefined).end(`${proof}\n`);
  });
}

describe("docs/verify-clearance.mjs", () => {
  test("says that a proof is genuine and for this phone, whose word that is, and its code", async () => {
    const proof = sampleClearanceProof(new Date());
    const { qr, verificationCode } = await clearanceProofSigner(key, service.url)(proof);
    const { out, isGenuine } = await verify(qr, service.url, sampleImei);
    expect(isGenuine).toBe(true);
    expect(out).toContain("Genuine, and for this phone: a shop looked at it.");
    expect(out).toContain(`Verification code: ${verificationCode}`);
    expect(out).toContain('"evidence": "deviceSigned"');
  });

  test.each(rightProofs)("takes one $name", async ({ make, shown = sampleImei }) => {
    expect(await verify(await make(forge()), service.url, shown)).toMatchObject({ isGenuine: true });
  });

  test.each(doubtfulProofs)(
    "says what one $name is worth, and ends otherwise",
    async ({ make, why, exitCode }) => {
      const told = await verify(await make(forge()), service.url, sampleImei);
      expect(told).toMatchObject({ isGenuine: false, exitCode });
      expect(told.out).toContain(why);
      expect(told.out).not.toContain("for this phone:");
    },
  );

  test.each(wrongProofs)("refuses one $name", async ({ make, shown = sampleImei, why }) => {
    const { out, isGenuine } = await verify(await make(forge()), service.url, shown);
    expect(isGenuine).toBe(false);
    expect(out).toContain(why);
  });

  describe("with a key set kept in a file", () => {
    const away = "http://127.0.0.1:9";
    const proofOfAway = async () =>
      (await clearanceProofSigner(key, away)(sampleClearanceProof(new Date()))).jws;
    const kept = async (text: string) => {
      const path = join(await mkdtemp(join(tmpdir(), "keys-")), "keys.json");
      await writeFile(path, text);
      return path;
    };

    test("needs no line to the service", async () => {
      const path = await kept(JSON.stringify(publicKeySet(key)));
      const proof = await proofOfAway();
      expect(await verify(proof, away, sampleImei, path)).toMatchObject({ isGenuine: true });
      expect((await verify(proof, away, sampleImei)).out).toContain("doesn't answer");
    });

    test.each<[string, string, string]>([
      ["has another key", JSON.stringify(publicKeySet(newSigningKey("2031-1"))), "fetch the set anew"],
      ["has no keys", "{}", "has no keys"],
      ["isn't JSON", "keys", "isn't JSON"],
    ])("that %s verifies nothing and says why", async (_, text, why) => {
      const told = await verify(await proofOfAway(), away, sampleImei, await kept(text));
      expect(told).toMatchObject({ isGenuine: false, exitCode: 1 });
      expect(told.out).toContain(why);
    });

    test("that isn't there is said to be so", async () => {
      const told = await verify(await proofOfAway(), away, sampleImei, join(tmpdir(), "no", "keys.json"));
      expect(told.out).toContain("can't be read");
    });
  });

  test("verifies nothing without a service, and none without a phone", async () => {
    const { jws } = await clearanceProofSigner(key, service.url)(sampleClearanceProof(new Date()));
    expect((await verify(jws)).out).toContain("say which service");
    expect((await verify(jws, service.url)).out).toContain("give the IMEI or serial number");
  });
});

test("docs/clearance-proofs.md says what each finding of the page's module means", async () => {
  const text = await readFile(new URL("../../docs/clearance-proofs.md", import.meta.url), "utf8");
  const [, table = ""] = text.split("| `reason` | means |");
  const [rows = ""] = table.split("\n\n");
  expect(
    [...rows.matchAll(/`(\w+)`/g)]
      .map(([, word]) => word)
      .filter((word) => word !== "ok")
      .toSorted(),
  ).toEqual([...proofFindings].toSorted());
});
