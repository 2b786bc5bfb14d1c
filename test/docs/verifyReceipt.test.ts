import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicKeySet, sign } from "../../functions/src/proof/commandSigner.ts";
import { receiptSigner } from "../../functions/src/proof/receiptSigner.ts";
import { newSigningKey, sampleRevocationReceipt } from "../doubles/receipts.ts";
import { serve } from "../doubles/serve.ts";

const script = fileURLToPath(new URL("../../docs/verify-receipt.mjs", import.meta.url));
const key = newSigningKey();
let service: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  const published = express().get("/.well-known/jwks.json", (_, response) =>
    response.json(publicKeySet(key)),
  );
  service = await serve(published);
});
afterAll(() => service.end());

/** Runs the script as a stranger does; answers what it prints, on either stream. */
function verify(jws: string): Promise<{ out: string; isGenuine: boolean }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, service.url], (failed, stdout, stderr) => {
      resolve({ out: stdout + stderr, isGenuine: failed === null });
    });
    child.stdin?.end(`${jws}\n`);
  });
}

describe("docs/verify-receipt.mjs", () => {
  test("verifies a receipt of the service and shows the code that the receipt came with", async () => {
    const { jws, verificationCode } = await receiptSigner(key, service.url).revocation(
      sampleRevocationReceipt,
    );
    const { out, isGenuine } = await verify(jws);
    expect(isGenuine).toBe(true);
    expect(out).toContain(
      `Genuine: a revocation-receipt of ${service.url}. Verification code: ${verificationCode}`,
    );
    expect(out).toContain('"serialEnding": "9f3c"');
  });

  test.each<[string, () => Promise<string>, string]>([
    [
      "signed by another key",
      async () => (await receiptSigner(newSigningKey(), service.url).revocation(sampleRevocationReceipt)).jws,
      "the signature is wrong",
    ],
    [
      "changed after signing",
      async () => changed((await receiptSigner(key, service.url).revocation(sampleRevocationReceipt)).jws),
      "the signature is wrong",
    ],
    [
      "of another service with the same key",
      async () => (await receiptSigner(key, "https://other.example").revocation(sampleRevocationReceipt)).jws,
      "https://other.example",
    ],
    ["that is a wipe command", () => sign(key, "wipe-command+jwt", { iss: service.url }), "is no receipt"],
    [
      "under a key that isn't published",
      () => sign({ ...key, kid: "2031-1" }, "erasure-receipt+jwt", { iss: service.url }),
      "isn't published",
    ],
    ["that is no JWS", async () => "receipt", "not a JWS"],
  ])("refuses one %s", async (_, made, why) => {
    const { out, isGenuine } = await verify(await made());
    expect(isGenuine).toBe(false);
    expect(out).toContain(why);
  });
});

function changed(jws: string): string {
  const [head = "", body = "", signature = ""] = jws.split(".");
  const later = Buffer.from(body, "base64url").toString().replace("Sample 8", "Sample 9");
  return [head, Buffer.from(later).toString("base64url"), signature].join(".");
}
