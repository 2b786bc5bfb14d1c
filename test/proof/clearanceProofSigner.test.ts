import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import encodeQR from "qr";
import decodeQR from "qr/decode.js";
import { describe, expect, test } from "vitest";
import { ClearanceProof, ClearanceProofAnswer } from "../../functions/src/contract/clearanceProof.ts";
import { clearanceProof, giveProof } from "../../functions/src/domain/clearanceProof.ts";
import { verificationCode } from "../../functions/src/domain/verificationCode.ts";
import { clearanceProofSigner } from "../../functions/src/proof/clearanceProofSigner.ts";
import { publicKeySet } from "../../functions/src/proof/commandSigner.ts";
import { sampleClearanceProof, sampleImei } from "../doubles/clearanceProofs.ts";
import { newSigningKey } from "../doubles/receipts.ts";
import { minutesLater, sampleDevice, sampleSigning, sampleWipe, start } from "../doubles/samples.ts";

const issuer = "https://service.example";
const key = newSigningKey();
const sign = clearanceProofSigner(key, issuer);
const proof = sampleClearanceProof(start);

test("a clearance proof verifies with the published keys by any JOSE library, and its payload is the contract's", async () => {
  const { jws } = await sign(proof);
  const { payload } = await jwtVerify(jws, createLocalJWKSet(publicKeySet(key)), {
    issuer,
    typ: "clearance-proof+jwt",
    algorithms: ["ES256"],
    currentDate: start,
  });
  expect(payload).toEqual({ iss: issuer, ...proof });
  expect(ClearanceProof.parse(payload)).toEqual(payload);
  expect(decodeProtectedHeader(jws)).toEqual({ alg: "ES256", typ: "clearance-proof+jwt", kid: "2026-11" });
});

test("a receipt isn't one, nor is it a receipt", async () => {
  const { jws } = await sign(proof);
  const keys = createLocalJWKSet(publicKeySet(key));
  await expect(jwtVerify(jws, keys, { typ: "revocation-receipt+jwt", currentDate: start })).rejects.toThrow();
});

test("the same proof again has the same payload and code under another signature, and a QR code that leads to the page", async () => {
  const [one, other] = [await sign(proof), await sign(proof)];
  expect(other.jws.split(".")[1]).toBe(one.jws.split(".")[1]);
  expect(other.jws).not.toBe(one.jws);
  expect(other.verificationCode).toBe(one.verificationCode);
  expect(one.verificationCode).toBe(verificationCode(JSON.stringify({ iss: issuer, ...proof })));
  expect(one.qr).toBe(`https://service.example/verify/#${one.jws}`);
  const answer = { ...one, expiresAt: "2026-11-29T09:00:00.000Z" };
  expect(ClearanceProofAnswer.parse(answer)).toEqual(answer);
});

describe("what the QR code holds is small enough to be scanned off a screen", () => {
  /** The longest there is: what the service makes itself, at its longest, and a deployment's names as long as they are likely. */
  async function lengthFor(model: string, address: string): Promise<number> {
    const handset = { ...sampleDevice.handset, model };
    const evidence = "deviceAttested";
    const wipes = [{ ...sampleWipe, state: "confirmed", endedAt: minutesLater(1) } as const];
    const device = { ...sampleDevice, handset };
    const cleared = { device, certificates: [sampleSigning], wipes, evidence } as const;
    const [proofId, salt] = ["p".repeat(24), "s".repeat(24)];
    const life = 30 * 24 * 60 * 60_000;
    const fresh = { proofId, salt, life, now: minutesLater(2) };
    const given = giveProof(cleared, { phone: "f".repeat(64), shownBy: "holder" }, fresh);
    const made = clearanceProof(cleared, given, sampleImei);
    const named = newSigningKey("katazuke-2026-11-22");
    return (await clearanceProofSigner(named, address)(made)).qr.length;
  }

  test.each([
    ["for most", "Pixel 10 Pro", "https://katazuke.example", 670],
    ["for a long model in Japanese", "漢".repeat(64), "https://shoumeisho-katazuke.city.example.lg.jp", 850],
    ["for a long model with marks", "\\".repeat(64), "https://shoumeisho-katazuke.city.example.lg.jp", 850],
  ])("%s", async (_, model, address, longest) => {
    expect(await lengthFor(model, address)).toBeLessThanOrEqual(longest);
  });

  test("and reads the same off it", async () => {
    const { qr } = await sign(proof);
    const modules = encodeQR(qr, "raw", { ecc: "medium", border: 4, scale: 3 });
    const pixels = modules.flatMap((row) => row.flatMap((isDark) => [0, 0, 0].map(() => (isDark ? 0 : 255))));
    const image = { width: modules.length, height: modules.length, data: Uint8Array.from(pixels) };
    expect(decodeQR(image)).toBe(qr);
  });
});
