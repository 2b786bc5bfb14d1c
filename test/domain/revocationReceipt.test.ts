import { describe, expect, test } from "vitest";
import type { RevocationApplication } from "../../functions/src/domain/application.ts";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { revocationReceipt } from "../../functions/src/domain/revocationReceipt.ts";
import {
  minutesLater,
  sampleAuthentication,
  sampleDevice,
  sampleSigning,
  start,
} from "../doubles/samples.ts";

const revocation = {
  cause: "stolen",
  reason: "keyCompromise",
  channel: "card",
  revocationId: "1".repeat(64),
  revokedAt: minutesLater(1),
} as const;
const signing: Certificate = { ...sampleSigning, state: "revoked", revocation, serialEnding: "9f3c" };
const authentication: Certificate = {
  ...sampleAuthentication,
  state: "revoked",
  revocation: { ...revocation, revokedAt: start },
};
const application: RevocationApplication = {
  revocationId: "1".repeat(64),
  holderId: "holder-1",
  cause: "stolen",
  channel: "card",
  digest: "2".repeat(64),
  devices: [
    {
      deviceId: sampleDevice.deviceId,
      model: "Sample 8",
      wipeId: "wipe-1",
      certificateIds: sampleDevice.certificateIds,
      alreadyRevoked: [sampleAuthentication.certificateId],
    },
  ],
  appliedAt: minutesLater(1),
};

describe("a receipt for a revocation", () => {
  test("says what was revoked and when, each certificate by kind and the end of its serial", () => {
    expect(revocationReceipt(application, [signing, authentication])).toEqual({
      jti: "1".repeat(64),
      iat: 1_795_338_060,
      devices: [
        {
          deviceId: "d".repeat(64),
          model: "Sample 8",
          certificates: [
            { kind: "signing", serialEnding: "9f3c", revokedAt: 1_795_338_060 },
            { kind: "authentication", revokedAt: 1_795_338_000 },
          ],
        },
      ],
    });
  });

  test("says neither why nor who: it may be shown at a counter", () => {
    const text = JSON.stringify(revocationReceipt(application, [signing, authentication]));
    expect(text).not.toMatch(/stolen|keyCompromise|holder-1|card/);
  });

  test("leaves out what could not be revoked because it had expired", () => {
    const expired: Certificate = { ...sampleAuthentication, state: "expired" };
    const receipt = revocationReceipt(application, [signing, expired]);
    expect(receipt?.devices[0]?.certificates.map(({ kind }) => kind)).toEqual(["signing"]);
  });

  test("isn't given where all of it had expired", () => {
    expect(revocationReceipt(application, [{ ...sampleSigning, state: "expired" }])).toBeUndefined();
  });
});
