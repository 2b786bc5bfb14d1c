import { describe, expect, test } from "vitest";
import { ReplacementPreview } from "../../functions/src/contract/replaceDevice.ts";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import { viewOfApplication, viewOfPreview } from "../../functions/src/entry/views.ts";
import type { Receipts } from "../../functions/src/flow/issueReceipts.ts";
import type { ShownApplication } from "../../functions/src/flow/showRevocation.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  sampleWipe,
  start,
} from "../doubles/samples.ts";

const revocation = {
  cause: "movedToNewPhone",
  reason: "superseded",
  channel: "card",
  revocationId: "1".repeat(64),
  revokedAt: start,
} as const;
const receipt = { jws: "a.b.c", verificationCode: "77QYY-1FGX4", ja: "控え", en: "Receipt" };
const unproven: Receipts = { revocation: receipt, erasures: ["notProvenYet"] };
const shown: ShownApplication = {
  application: {
    revocationId: "1".repeat(64),
    holderId: "holder-1",
    cause: "movedToNewPhone",
    channel: "card",
    digest: "2".repeat(64),
    devices: [],
    appliedAt: minutesLater(1),
  },
  devices: [
    {
      device: { ...sampleDevice, state: "replaced" },
      certificates: [
        { ...sampleSigning, state: "revoked", revocation },
        { ...sampleAuthentication, state: "expired" },
      ],
      wipe: sampleWipe,
      alreadyRevoked: [sampleSigning.certificateId],
    },
  ],
};

describe("an application", () => {
  test("is shown as the contract has it, revocation and erasure told apart", () => {
    const view = viewOfApplication(shown, unproven);
    expect(RevocationView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      appliedAt: "2026-11-22T09:01:00.000Z",
      warning: { code: "remoteErasureMayFail" },
    });
    expect(view.devices).toEqual([
      {
        deviceId: "d".repeat(64),
        model: "Sample 8",
        state: "replaced",
        certificates: [
          {
            certificateId: "a".repeat(64),
            kind: "signing",
            state: "revoked",
            revokedAt: "2026-11-22T09:00:00.000Z",
            reason: "superseded",
            alreadyRevoked: true,
          },
          { certificateId: "b".repeat(64), kind: "authentication", state: "expired", alreadyRevoked: false },
        ],
        erasure: {
          wipeId: "wipe-1",
          state: "pending",
          evidence: "none",
          nextStepAt: "2026-11-22T09:00:00.000Z",
          noReceiptBecause: "notProvenYet",
        },
      },
    ]);
    expect(view.receipt).toEqual(receipt);
  });

  test("of which all had expired has no receipt", () => {
    expect(viewOfApplication(shown, { erasures: ["notProvenYet"] })).not.toHaveProperty("receipt");
  });

  test("whose erasure has ended has no next step, and its receipt", () => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const wipe = { ...rest, state: "confirmed", evidence: "deviceSigned" } as const;
    const view = viewOfApplication(
      { ...shown, devices: shown.devices.map((one) => ({ ...one, wipe })) },
      { revocation: receipt, erasures: [receipt] },
    );
    expect(view.devices[0]?.erasure).toEqual({
      wipeId: "wipe-1",
      state: "confirmed",
      evidence: "deviceSigned",
      receipt,
    });
  });

  test("never shows a push target, a device key, a nonce or whom it is about", () => {
    const { pushTarget, deviceKey, holderId } = sampleDevice;
    const text = JSON.stringify(viewOfApplication(shown, unproven));
    for (const secret of [pushTarget.value, deviceKey.x, sampleWipe.nonce, holderId])
      expect(text).not.toContain(secret);
  });
});

test("a preview is shown as the contract has it, with the warning that has to be seen first", () => {
  const view = viewOfPreview([{ device: sampleDevice, certificates: [sampleSigning] }]);
  expect(ReplacementPreview.parse(view)).toEqual(view);
  expect(view.devices).toEqual([
    {
      deviceId: "d".repeat(64),
      model: "Sample 8",
      lastSeenAt: "2026-11-22T09:00:00.000Z",
      certificates: [{ kind: "signing", state: "valid" }],
    },
  ]);
});
