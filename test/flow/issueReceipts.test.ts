import { describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { issueReceipts } from "../../functions/src/flow/issueReceipts.ts";
import type { SignReceipts } from "../../functions/src/flow/receiptPorts.ts";
import { showRevocation } from "../../functions/src/flow/showRevocation.ts";
import { minutesLater, sampleAuthentication, sampleDevice, sampleSigning } from "../doubles/samples.ts";
import { sampleRegistration, World } from "../doubles/world.ts";

/** Signs nothing: the receipt itself is what these tests look at. */
const plainly: SignReceipts = {
  revocation: async (receipt) => ({ jws: JSON.stringify(receipt), verificationCode: "CODE" }),
  erasure: async (receipt) => ({ jws: JSON.stringify(receipt), verificationCode: "CODE" }),
};

const endings: Readonly<Record<string, string>> = { signing: "9f3c", authentication: "00a1" };

async function revokedWorld() {
  const world = new World();
  const [holderId] = await world.enrolled();
  const certificates = sampleRegistration.certificates.map((one) => ({
    ...one,
    certificateId: `9${one.certificateId.slice(1)}`,
    serialEnding: endings[one.kind] ?? "",
  }));
  await world.register(holderId, { secureElement: "f".repeat(64), certificates });
  const revoked = await world.revoke({ devices: "all", cause: "stoppedUsing" });
  if (isRefused(revoked)) throw new Error(revoked.refused);
  const receipts = async () => {
    const { revocationId } = revoked.application;
    const shown = await showRevocation(
      { revocationId, holderId },
      { transact: world.store.read, limit: world.limit, auditRefusal: world.auditRefusal },
    );
    if (isRefused(shown)) throw new Error(shown.refused);
    return issueReceipts(shown, plainly);
  };
  const [first, second] = revoked.devices;
  if (!first || !second) throw new Error("two devices were revoked");
  return { world, holderId, receipts, first, second };
}

async function erase(world: World, { wipeId, nonce }: Wipe): Promise<void> {
  const results = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results });
}

function parsed(receipt: unknown): unknown {
  return JSON.parse(String(Object(receipt).jws));
}

describe("the receipts of a revocation of two phones", () => {
  test("are one for the revocation, and none for an erasure while none is proven", async () => {
    const { receipts } = await revokedWorld();
    const { revocation, erasures } = await receipts();
    expect(erasures).toEqual(["notProvenYet", "notProvenYet"]);
    expect(revocation).toMatchObject({ verificationCode: "CODE", en: expect.stringContaining("CODE") });
    expect(parsed(revocation)).toMatchObject({
      devices: [
        { model: "Sample 8", certificates: [{ kind: "signing" }, { kind: "authentication" }] },
        { certificates: [{ serialEnding: "9f3c" }, { serialEnding: "00a1" }] },
      ],
    });
  });

  test("are joined by one for an erasure when that is confirmed, with the serials' ends", async () => {
    const { world, receipts, second } = await revokedWorld();
    const { wipeId } = second.wipe;
    world.setMinutes(7);
    await erase(world, second.wipe);
    const { erasures } = await receipts();
    expect(erasures[0]).toBe("notProvenYet");
    expect(parsed(erasures[1])).toMatchObject({
      iat: minutesLater(7).getTime() / 1000,
      wipeId,
      certificates: [
        { serialEnding: "9f3c", outcome: "erased" },
        { serialEnding: "00a1", outcome: "erased" },
      ],
      sanitization: { steps: [{ tool: "app", version: "1.0.0" }] },
    });
  });

  test("say the same at every asking, whatever the phone calls itself since", async () => {
    const { world, holderId, receipts, first } = await revokedWorld();
    world.setMinutes(60);
    await erase(world, first.wipe);
    const before = await receipts();
    world.setMinutes(90);
    await world.register(holderId, {
      handset: { ...sampleDevice.handset, model: "Renamed", appVersion: "2.0.0" },
      signedAt: minutesLater(59),
    });
    expect(world.documents.at(`devices/${first.device.deviceId}`)).toMatchObject({
      handset: { model: "Renamed", appVersion: "2.0.0" },
    });
    expect(await receipts()).toEqual(before);
    expect(parsed(before.erasures[0])).toMatchObject({ media: { model: "Sample 8" } });
  });
});
