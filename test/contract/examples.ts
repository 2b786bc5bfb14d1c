import type { z } from "zod";
import type {
  ClearanceRequest,
  CreateHandoverCode,
  HandoverCodeCreated,
} from "../../functions/src/contract/clearance.ts";
import type { ConfirmContact, ContactView, SetContact } from "../../functions/src/contract/contact.ts";
import type {
  HoldChoiceMade,
  ReleaseApplication,
  ReleaseByCard,
  ReleasedByCard,
  SetHoldChoice,
} from "../../functions/src/contract/hold.ts";
import type { Problem } from "../../functions/src/contract/problem.ts";
import type {
  CertificatePossession,
  DeviceRegistration,
  RegisterDevice,
  RegisteredDevice,
} from "../../functions/src/contract/registerDevice.ts";
import type { ReplaceDevice, ReplacementPreview } from "../../functions/src/contract/replaceDevice.ts";
import type {
  ApplyForRevocation,
  RevocationApplication,
  RevocationView,
} from "../../functions/src/contract/revocation.ts";
import type { OnDeviceRevocation, RevokeOnDevice } from "../../functions/src/contract/revokeOnDevice.ts";
import type { OpenedSession, OpenSession, SessionApplication } from "../../functions/src/contract/session.ts";
import { warning } from "../../functions/src/text/warning.ts";
import {
  authenticationId,
  claims,
  deviceId,
  deviceKey,
  deviceKeyThumbprint,
  holderId,
  jws,
  revocationId,
  service,
  signingId,
  wipeId,
  x5c,
} from "./exampleValues.ts";
import { receiptOfRevocation } from "./receiptExamples.ts";
import { holdReleased } from "./staffExamples.ts";

export * from "./wipeExamples.ts";

const warnings = {
  warning: warning({ code: "remoteErasureMayFail", values: {} }),
  whatHappensNext: warning({
    code: "whatHappensNext",
    values: { expectedWithin: 48 * 3_600_000, ifNotErased: "askShop" },
  }),
};

export const openSession: z.input<typeof OpenSession> = { application: jws };
export const sessionHeader = { alg: "RS256", typ: "session-application+jwt", x5c };
export const sessionApplication: z.input<typeof SessionApplication> = {
  ...claims,
  jti: "pX2vM9rT6yKc0LwQ",
};
export const openedSession: z.input<typeof OpenedSession> = { holderId, customToken: jws };

export const registerDevice: z.input<typeof RegisterDevice> = { registration: jws, possessions: [jws, jws] };
export const registrationHeader = { alg: "ES256", typ: "device-registration+jwt", jwk: deviceKey };
export const deviceRegistration: z.input<typeof DeviceRegistration> = {
  ...claims,
  jti: "a7Zt1NfH5sVb3EuJ",
  sub: holderId,
  secureElementId: "4790D321011200E3",
  handset: { platform: "android", model: "Sample 8", osVersion: "15", appVersion: "1.0.0" },
  pushTarget: { kind: "fcmToken", value: "dXJlY29nbml6YWJsZQ:APA91bExample" },
};
export const possessionHeader = { alg: "ES256", typ: "certificate-possession+jwt", x5c };
export const certificatePossession: z.input<typeof CertificatePossession> = {
  ...claims,
  jti: "k4Gd8RmY2pWx6CqS",
  sub: holderId,
  kind: "signing",
  deviceKey: deviceKeyThumbprint,
};
export const registeredDevice: z.input<typeof RegisteredDevice> = {
  deviceId,
  generation: 1,
  certificates: [
    { certificateId: signingId, kind: "signing" },
    { certificateId: authenticationId, kind: "authentication" },
  ],
};

export const replacePreview: z.input<typeof ReplaceDevice> = { step: "preview" };
export const replacementPreview: z.input<typeof ReplacementPreview> = {
  devices: [
    {
      deviceId,
      model: "Sample 8",
      lastSeenAt: "2026-11-20T21:15:00.000Z",
      certificates: [
        { kind: "signing", state: "valid" },
        { kind: "authentication", state: "valid" },
      ],
    },
  ],
  ...warnings,
};
export const replaceConfirm: z.input<typeof ReplaceDevice> = { step: "confirm", application: jws };

export const applyForRevocation: z.input<typeof ApplyForRevocation> = { application: jws };
export const revocationHeader = { alg: "RS256", typ: "revocation-application+jwt", x5c };
export const revocationApplication: z.input<typeof RevocationApplication> = {
  ...claims,
  jti: "e9Lb3UtN7vKz5HwF",
  devices: [deviceId],
  cause: "movedToNewPhone",
  warningsShown: ["remoteErasureMayFail", "whatHappensNext"],
};
export const revocationView: z.input<typeof RevocationView> = {
  revocationId,
  appliedAt: "2026-11-22T09:00:05.000Z",
  cause: "movedToNewPhone",
  devices: [
    {
      deviceId,
      model: "Sample 8",
      state: "replaced",
      certificates: [
        {
          certificateId: signingId,
          kind: "signing",
          state: "revoked",
          revokedAt: "2026-11-22T09:00:05.000Z",
          reason: "superseded",
          alreadyRevoked: false,
        },
        {
          certificateId: authenticationId,
          kind: "authentication",
          state: "revoked",
          revokedAt: "2026-11-22T09:00:05.000Z",
          reason: "superseded",
          alreadyRevoked: false,
        },
      ],
      erasure: {
        wipeId,
        state: "pending",
        evidence: "none",
        nextStepAt: "2026-11-22T09:00:05.000Z",
        noReceiptBecause: "notProvenYet",
      },
    },
  ],
  ...warnings,
  receipt: receiptOfRevocation,
};

export const revokeOnDevice: z.input<typeof RevokeOnDevice> = { application: jws };
export const onDeviceRevocationHeader = { alg: "ES256", typ: "on-device-revocation+jwt", x5c };
export const onDeviceRevocation: z.input<typeof OnDeviceRevocation> = {
  ...claims,
  jti: "Wq7mD2sYxT9bF4Jc",
  certificates: "all",
  cause: "handedOn",
  warningsShown: ["remoteErasureMayFail"],
};

export const setContact: z.input<typeof SetContact> = {
  locale: "en",
  timeZone: "Asia/Tokyo",
  email: "hanako@example.jp",
  phoneNumber: "+819012345678",
  channels: ["push", "email", "sms"],
  wantsTips: true,
};

export const confirmContact: z.input<typeof ConfirmContact> = { channel: "email", code: "048213" };

export const contactView: z.input<typeof ContactView> = {
  locale: "en",
  timeZone: "Asia/Tokyo",
  channels: ["push", "email", "sms"],
  wantsTips: true,
  confirmed: ["email"],
  awaitingCode: ["sms"],
};

export const setHoldChoice: z.input<typeof SetHoldChoice> = {
  blockingWord: "さくら",
  escalateAfterDays: 14,
};
export const holdChoiceMade: z.input<typeof HoldChoiceMade> = {
  hasBlockingWord: true,
  escalateAfterDays: 14,
};
export const releaseByCard: z.input<typeof ReleaseByCard> = { application: jws };
export const releaseHeader = { alg: "RS256", typ: "release-application+jwt", x5c };
export const releaseApplication: z.input<typeof ReleaseApplication> = { ...claims, jti: "Vn7sD2kQ9xLc4WpT" };
export const releasedByCard: z.input<typeof ReleasedByCard> = { holds: [holdReleased] };

export const createHandoverCode: z.input<typeof CreateHandoverCode> = { deviceId };
export const handoverCodeCreated: z.input<typeof HandoverCodeCreated> = {
  receptionNumber: "4821",
  code: "573906",
  expiresAt: "2026-11-22T09:10:00.000Z",
  qr: `${service}/shop/#c=4821573906`,
};
export const clearanceRequestHeader = { alg: "ES256", typ: "clearance-request+jwt" };
export const clearanceRequest: z.input<typeof ClearanceRequest> = {
  ...claims,
  jti: "Yt6uB1rPq9ZfMw3K",
  sub: deviceId,
};

export const problem: z.input<typeof Problem> = {
  type: "about:blank",
  title: "The signed message has expired",
  status: 401,
  code: "proof_expired",
  detail: "Sign it again.",
  correlationId: "0d6a7c1e-4b52-4f0a-9a3e-5c8b1f2d7e60",
};
export const refusedCall = {
  code: "acknowledgement_refused",
  correlationId: "7f3b9c20-1e64-4d8a-b5c7-2a9e0d41f683",
  detail: "No open command of this device fits this acknowledgement.",
};
