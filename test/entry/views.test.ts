import { describe, expect, test } from "vitest";
import { DeviceView as ShownView } from "../../functions/src/contract/deviceView.ts";
import { ReplacementPreview } from "../../functions/src/contract/replaceDevice.ts";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import type { DeviceView } from "../../functions/src/domain/deviceView.ts";
import type { ResetAnswer } from "../../functions/src/domain/resetCapability.ts";
import { viewOfApplication, viewOfPreview, viewOfShown } from "../../functions/src/entry/views.ts";
import { warningsOf } from "../../functions/src/entry/warnings.ts";
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
import { schedule } from "../doubles/world.ts";

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

const warnings = warningsOf(["no"], schedule);

describe("an application", () => {
  test("is shown as the contract has it, revocation and erasure told apart", () => {
    const view = viewOfApplication(shown, unproven, warnings);
    expect(RevocationView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      appliedAt: "2026-11-22T09:01:00.000Z",
      warning: { code: "remoteErasureMayFail" },
      whatHappensNext: { code: "whatHappensNext" },
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
    expect(viewOfApplication(shown, { erasures: ["notProvenYet"] }, warnings)).not.toHaveProperty("receipt");
  });

  test("whose erasure has ended has no next step, and its receipt", () => {
    const { nextStep, nextStepAt, ...rest } = sampleWipe;
    const wipe = { ...rest, state: "confirmed", evidence: "deviceSigned" } as const;
    const view = viewOfApplication(
      { ...shown, devices: shown.devices.map((one) => ({ ...one, wipe })) },
      { revocation: receipt, erasures: [receipt] },
      warnings,
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
    const text = JSON.stringify(viewOfApplication(shown, unproven, warnings));
    for (const secret of [pushTarget.value, deviceKey.x, sampleWipe.nonce, holderId])
      expect(text).not.toContain(secret);
  });
});

test("a preview is shown as the contract has it, with the warning that has to be seen first", () => {
  const view = viewOfPreview([{ device: sampleDevice, certificates: [sampleSigning] }], warnings);
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

describe("what happens next", () => {
  const next = (...answers: readonly ResetAnswer[]) => warningsOf(answers, schedule).whatHappensNext.en;

  test("says by when to expect the erasure, from the schedule in force", () => {
    expect(next("no")).toContain("expect that within 30 minutes");
    expect(warningsOf(["no"], { ...schedule, points: [0, 60_000, 120_000] }).whatHappensNext.en).toContain(
      "expect that within 1 minute",
    );
  });

  test.each<[readonly ResetAnswer[], RegExp]>([
    [["yes"], /initialise the old phone\.$/],
    [["yes", "yes"], /initialise the old phone\.$/],
    [["yes", "no"], /ask a phone shop for help/],
    [["yes", "unknown"], /ask a phone shop for help/],
    [["unknown"], /ask a phone shop for help/],
    [[], /ask a phone shop for help/],
  ])("where a reset helps: %j, it ends %s", (answers, ending) => {
    expect(next(...answers)).toMatch(ending);
  });
});

test("a device is shown to its holder as the contract has it, times as texts", () => {
  const view: DeviceView = {
    deviceId: "d".repeat(64),
    model: "Sample 8",
    state: "replaced",
    certificates: [{ kind: "signing", state: "revoked", changedAt: start }],
    erasure: { state: "waiting", evidence: "none", words: { ja: "待機中", en: "Waiting" } },
    todo: { instruction: "connect", ja: "接続", en: "Connect" },
    lastSeenAt: start,
    nextStepAt: minutesLater(5),
    handOverOn: minutesLater(9),
    updatedAt: minutesLater(1),
  };
  expect(ShownView.parse(viewOfShown(view))).toEqual({
    ...view,
    certificates: [{ kind: "signing", state: "revoked", changedAt: "2026-11-22T09:00:00.000Z" }],
    lastSeenAt: "2026-11-22T09:00:00.000Z",
    nextStepAt: "2026-11-22T09:05:00.000Z",
    handOverOn: "2026-11-22T09:09:00.000Z",
    updatedAt: "2026-11-22T09:01:00.000Z",
  });
});
