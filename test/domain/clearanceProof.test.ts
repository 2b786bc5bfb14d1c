import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type ClearedDevice, clearanceProof, giveProof } from "../../functions/src/domain/clearanceProof.ts";
import type { ProvenPhone } from "../../functions/src/domain/provenPhone.ts";
import { sampleImei } from "../doubles/clearanceProofs.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const week = 7 * 24 * 60;
const said = { phone: "f".repeat(64), shownBy: "shop" } as const;
const fresh = (minutes: number, number = 1) => ({
  proofId: `proof-${number}`,
  salt: `salt-${number}`,
  life: week * 60_000,
  now: minutesLater(minutes),
});

function revokedAt(minutes: number) {
  const revocation = {
    cause: "disposed",
    reason: "cessationOfOperation",
    channel: "card",
    revocationId: "1".repeat(64),
    revokedAt: minutesLater(minutes),
  } as const;
  return { state: "revoked", revocation } as const;
}

const cleared: ClearedDevice = {
  device: sampleDevice,
  certificates: [sampleSigning, sampleAuthentication].map((one) => ({ ...one, ...revokedAt(1) })),
  wipes: [{ ...sampleWipe, state: "confirmed", evidence: "deviceSigned", endedAt: minutesLater(3) }],
  evidence: "deviceSigned",
};
const model = (model: string): ClearedDevice => {
  return { ...cleared, device: { ...sampleDevice, handset: { ...sampleDevice.handset, model } } };
};
const proven = (provenPhone: ProvenPhone): ClearedDevice => {
  return { ...cleared, device: { ...sampleDevice, provenPhone } };
};

test("a proof says what was found and nothing of whom, for how long, and the number only as a salted hash", () => {
  const given = giveProof(cleared, said, fresh(10));
  const at = start.getTime() / 1000;
  expect(clearanceProof(cleared, given, sampleImei)).toEqual({
    jti: "proof-1",
    iat: at + 600,
    exp: at + 600 + week * 60,
    model: "Sample 8",
    platform: "android",
    verdict: "clear",
    evidence: "deviceSigned",
    clearedAt: at + 180,
    phone: {
      salt: "salt-1",
      hash: createHash("sha256").update("salt-1.490154203237518").digest("base64url"),
      shownBy: "shop",
    },
  });
});

describe("a proof is kept with the device so that it can be given again", () => {
  test("without the number, its plain hash, or anything else that a stranger could compare", () => {
    const { latest, ...bound } = giveProof(cleared, said, fresh(10));
    expect(bound).toEqual(said);
    expect(latest).toEqual({
      proofId: "proof-1",
      salt: "salt-1",
      says: expect.stringMatching(/^[0-9a-f]{64}$/),
      issuedAt: minutesLater(10),
      expiresAt: minutesLater(10 + week),
    });
  });

  test("alike within an hour, and anew from then on", () => {
    const given = giveProof(cleared, said, fresh(10));
    expect(giveProof(proven(given), said, fresh(69.99, 2))).toBe(given);
    const later = giveProof(proven(given), said, fresh(70, 2));
    expect(later.latest).toMatchObject({ proofId: "proof-2", salt: "salt-2", issuedAt: minutesLater(70) });
  });

  test.each<
    [string, (given: ProvenPhone) => [ClearedDevice, typeof said | { phone: string; shownBy: "holder" }]]
  >([
    [
      "a shop's word came in",
      (given) => [proven({ ...given, shownBy: "holder" }), { ...said, shownBy: "holder" }],
    ],
    ["the phone is another", (given) => [proven(given), { ...said, phone: "0".repeat(64) }]],
    ["stronger evidence came in", (given) => [{ ...proven(given), evidence: "tsmConfirmed" }, said]],
    [
      "the phone calls itself something else",
      (given) => [{ ...proven(given), device: { ...model("Sample 9").device, provenPhone: given } }, said],
    ],
  ])("but not when %s", (_, change) => {
    const given = giveProof(cleared, said, fresh(10));
    const [changed, saidNow] = change(given);
    expect(giveProof(changed, saidNow, fresh(11, 2)).latest.proofId).toBe("proof-2");
  });

  test("nor past its own end, where proofs live shorter than that", () => {
    const given = giveProof(cleared, said, { ...fresh(10), life: 5 * 60_000 });
    expect(giveProof(proven(given), said, fresh(14, 2))).toBe(given);
    expect(giveProof(proven(given), said, fresh(15, 2)).latest.proofId).toBe("proof-2");
  });
});

describe("cleared is a phone", () => {
  const clearedAt = (changed: Partial<ClearedDevice>) => {
    const all = { ...cleared, ...changed };
    const { clearedAt: at } = clearanceProof(all, giveProof(all, said, fresh(60)), sampleImei);
    return (at - start.getTime() / 1000) / 60;
  };

  test("once it is erased, where its certificates were revoked before", () => {
    expect(clearedAt({})).toBe(3);
  });

  test("once the last of its wipes has ended", () => {
    const later = { ...sampleWipe, wipeId: "wipe-2", state: "confirmed", endedAt: minutesLater(7) } as const;
    const cancelled = {
      ...sampleWipe,
      wipeId: "wipe-3",
      state: "cancelled",
      endedAt: minutesLater(8),
    } as const;
    expect(clearedAt({ wipes: [...cleared.wipes, later, cancelled] })).toBe(7);
  });

  test("once the last certificate is revoked, where it was erased before", () => {
    const [signing, authentication] = cleared.certificates;
    const late = authentication && { ...authentication, ...revokedAt(9) };
    expect(clearedAt({ certificates: [signing, late].filter((one) => one !== undefined) })).toBe(9);
  });

  test("once the last certificate has expired", () => {
    const [signing, authentication] = cleared.certificates;
    const { revocation, ...rest } = { ...sampleSigning, ...signing };
    const expired = { ...rest, state: "expired", expiresAt: minutesLater(20) } as const;
    expect(clearedAt({ certificates: [expired, authentication].filter((one) => one !== undefined) })).toBe(
      20,
    );
  });
});

describe("a model", () => {
  const told = (name: string) =>
    clearanceProof(model(name), giveProof(model(name), said, fresh(1)), sampleImei).model;

  test("is told by its beginning, in whole characters", () => {
    expect(told("S".repeat(64))).toBe("S".repeat(32));
    expect(told(`${"S".repeat(31)}📱`)).toBe("S".repeat(31));
    expect(told(`${"S".repeat(30)}📱`)).toBe(`${"S".repeat(30)}📱`);
  });

  test("writes no lines of its own", () => {
    expect(told("Sample\n「8」")).toBe("Sample 8 ");
  });
});
