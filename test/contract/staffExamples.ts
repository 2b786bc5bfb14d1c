import type { z } from "zod";
import type { HoldView, PlaceHold, ReleaseHold } from "../../functions/src/contract/hold.ts";
import { authenticationId, signingId } from "./exampleValues.ts";

const issuer = "MC0xCzAJBgNVBAYTAkpQMR4wHAYDVQQKDBVTYW1wbGUgQ2VydCBBdXRob3JpdHk=";
const holdId = "5e0f7c1b9a2d48633f0e1c2b3a495867d8e7f60514233241506f7e8d9cabb7d1";

export const placeHold: z.input<typeof PlaceHold> = {
  requestId: "call-2026-11-22-000417",
  certificates: [{ issuer, serialNumber: "01A4F2" }],
  identifiedBy: "personalDetails",
  blockingWord: "サクラ",
  onlyPhoneOf: { issuer, serialNumber: "7C09" },
};
export const holdPlaced: z.input<typeof HoldView> = {
  holdId,
  state: "open",
  placedAt: "2026-11-22T09:00:00.000Z",
  escalateAt: "2026-12-06T09:00:00.000Z",
  certificates: [
    {
      certificateId: signingId,
      model: "Sample 8",
      kind: "signing",
      state: "onHold",
      mustBeIssuedAgain: false,
    },
    {
      certificateId: authenticationId,
      model: "Sample 8",
      kind: "authentication",
      state: "onHold",
      mustBeIssuedAgain: false,
    },
  ],
};
export const releaseHold: z.input<typeof ReleaseHold> = {
  identifiedBy: "callBackAndWord",
  blockingWord: "サクラ",
};
export const holdReleased: z.input<typeof HoldView> = {
  holdId,
  state: "released",
  placedAt: "2026-11-22T09:00:00.000Z",
  releasedAt: "2026-11-22T10:30:00.000Z",
  certificates: [
    {
      certificateId: signingId,
      model: "Sample 8",
      kind: "signing",
      state: "revoked",
      mustBeIssuedAgain: true,
    },
    {
      certificateId: authenticationId,
      model: "Sample 8",
      kind: "authentication",
      state: "valid",
      mustBeIssuedAgain: false,
    },
  ],
};
