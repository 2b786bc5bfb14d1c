import { describe, expect, test } from "vitest";
import { type ErasureReceipt, erasureReceipt } from "../../functions/src/domain/erasureReceipt.ts";
import type { Evidence } from "../../functions/src/domain/evidence.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { minutesLater, registeredAt, sampleDevice, sampleWipe } from "../doubles/samples.ts";

const { nextStep, nextStepAt, ...rest } = sampleWipe;
const confirmed: Wipe = {
  ...rest,
  state: "confirmed",
  evidence: "deviceSigned",
  appVersion: "1.0.0",
  certificates: sampleWipe.certificates.map((one, i) => ({
    ...one,
    ...(i === 0 ? { serialEnding: "9f3c" } : {}),
    outcome: i === 0 ? "erased" : "alreadyAbsent",
    evidence: "deviceSigned",
  })),
  endedAt: minutesLater(5),
};

function said(by: readonly Evidence[], evidence: Evidence): Wipe {
  const certificates = confirmed.certificates.map((one, i) => ({ ...one, evidence: by[i] ?? evidence }));
  return { ...confirmed, certificates, evidence };
}

/** As the phone was registered, before the wipe was opened. */
function onPhone(model: string) {
  return { device: sampleDevice, model };
}

function receiptOf(wipe: Wipe): ErasureReceipt {
  const receipt = erasureReceipt(wipe, onPhone("Sample 8"));
  if (typeof receipt === "string") throw new Error(receipt);
  return receipt;
}

describe("a receipt for an erasure", () => {
  test("has the fields of a certificate of sanitization that apply", () => {
    expect(receiptOf(confirmed)).toEqual({
      jti: expect.stringMatching(/^wipe-1\.[0-9a-f]{32}$/),
      iat: 1_795_338_300,
      wipeId: "wipe-1",
      media: { type: "secureElement", deviceId: "d".repeat(64), model: "Sample 8" },
      certificates: [
        { kind: "signing", serialEnding: "9f3c", outcome: "erased", evidence: "deviceSigned" },
        { kind: "authentication", outcome: "alreadyAbsent", evidence: "deviceSigned" },
      ],
      sanitization: {
        category: "clear",
        steps: [
          {
            tool: "app",
            version: "1.0.0",
            technique: "keyAndCertificateDeletion",
            keyThumbprint: "Yf7dxNA4Y2zUqbqNw2eswKWsk1wLRG_DGF3vCttT2XQ",
          },
        ],
      },
      verification: { evidence: "deviceSigned", verifiedAt: 1_795_338_300 },
      orderedAt: 1_795_338_000,
    });
  });

  test("names both tools where the app erased one certificate and the SEI-TSM the other", () => {
    const wipe: Wipe = { ...said(["deviceSigned", "tsmConfirmed"], "deviceSigned"), scope: "applet" };
    expect(receiptOf(wipe).sanitization.steps).toMatchObject([
      { tool: "app", technique: "keyAndCertificateDeletion" },
      { tool: "seiTsm", technique: "appletDeletion" },
    ]);
  });

  test("with stronger evidence is another receipt", () => {
    const stronger = receiptOf(said(["tsmConfirmed", "tsmConfirmed"], "tsmConfirmed"));
    expect(stronger).toMatchObject({
      verification: { evidence: "tsmConfirmed" },
      sanitization: { steps: [{ tool: "seiTsm", technique: "keyAndCertificateDeletion" }] },
    });
    expect(stronger.jti).not.toBe(receiptOf(confirmed).jti);
    expect(stronger.sanitization.steps).toHaveLength(1);
    expect(stronger.sanitization.steps[0]).not.toHaveProperty("keyThumbprint");
  });

  test("is the same receipt at every asking, and another one with any other content", () => {
    const [one, other] = [said(["tsmConfirmed", "deviceSigned"], "deviceSigned"), confirmed];
    expect(receiptOf(one).jti).toBe(receiptOf(structuredClone(one)).jti);
    const { appVersion, ...unversioned } = confirmed;
    const all = [one, other, unversioned, { ...confirmed, endedAt: minutesLater(6) }];
    const jtis = [...all.map(receiptOf), erasureReceipt(confirmed, onPhone("Sample 9"))].map(
      (receipt) => Object(receipt).jti,
    );
    expect(new Set(jtis).size).toBe(5);
  });

  test("on a shop's check or a reported reset names the initialisation, and nobody's key", () => {
    for (const evidence of ["counterChecked", "resetReported"] as const)
      expect(receiptOf(said([], evidence)).sanitization.steps).toEqual([
        { tool: "initialisation", technique: "initialisation" },
      ]);
  });

  test("from a phone whose app told no version has none", () => {
    const { appVersion, ...unversioned } = confirmed;
    expect(receiptOf(unversioned).sanitization.steps[0]).not.toHaveProperty("version");
  });
});

describe("there is no receipt for an erasure", () => {
  test.each(["pending", "sent", "received", "deferred", "stuck"] as const)("that is %s", (state) => {
    expect(erasureReceipt({ ...sampleWipe, state }, onPhone("Sample 8"))).toBe("notProvenYet");
  });

  test("that the phone has refuted: it has registered since with one of the certificates", () => {
    const after = { model: "Sample 8", device: registeredAt(minutesLater(6)) };
    expect(erasureReceipt(confirmed, after)).toBe("notProvenYet");
    expect(erasureReceipt(confirmed, { ...after, device: registeredAt(minutesLater(5)) })).toHaveProperty(
      "jti",
    );
  });

  test("that was closed on somebody's word, or cancelled", () => {
    expect(erasureReceipt({ ...confirmed, state: "closedUnverified" }, onPhone("Sample 8"))).toBe(
      "closedWithoutProof",
    );
    expect(erasureReceipt({ ...confirmed, state: "cancelled" }, onPhone("Sample 8"))).toBe("cancelled");
  });
});
