import type { MessageCode, MessageValues } from "../../functions/src/domain/message.ts";

const model = "Pixel 8";
/** A Tuesday evening in Tokyo, that morning in New York. */
export const tuesday = new Date("2026-11-24T12:00:00Z");
const friday = new Date("2026-11-27T03:30:00Z");
const newYear = new Date("2027-01-01T03:00:00Z");

/** One set of values for each message, with every optional value present. */
export const sampleValues: MessageValues = {
  revoked: { model, revokedAt: tuesday },
  held: { heldAt: tuesday, escalateAt: friday },
  released: { releasedAt: tuesday, mustBeIssuedAgain: true },
  escalated: { revokedAt: tuesday },
  erased: { model, erasedAt: tuesday },
  closedUnverified: { model, closedAt: tuesday },
  revokedByCa: { model, revokedAt: tuesday },
  contactChanged: { changedAt: tuesday },
  wipeStuck: { model, instruction: "restartPhone" },
  notErased: { model, daysOpen: 3, instruction: "connect" },
  notRevokedNewPhone: { model },
  notRevokedUnseen: { model, lastSeenOn: tuesday },
  hibernationForecast: { model, earliestOn: friday, latestOn: newYear },
  holdUndecided: { daysOnHold: 3, escalateAt: friday },
  handOverSoon: {
    model,
    handOverOn: friday,
    daysLeft: 3,
    isRevoked: true,
    isErased: false,
    instruction: "openApp",
  },
  handOverSafe: { model, handOverOn: friday },
  handOverDoNow: { model, handOverOn: friday, isRevoked: false, instruction: "connect" },
  handOverPassed: { model, handOverOn: friday, isRevoked: false },
  remoteErasureMayFail: {},
  whatHappensNext: { expectedWithin: 48 * 3_600_000, ifNotErased: "initialise" },
  contactCode: { code: "042917", minutes: 10 },
};

/** What a value can be besides its sample, where the text differs by it. */
export const variants: { readonly [C in MessageCode]?: readonly Partial<MessageValues[C]>[] } = {
  released: [{ mustBeIssuedAgain: false }],
  notErased: [{ daysOpen: 0 }, { daysOpen: 1 }],
  holdUndecided: [{ daysOnHold: 0 }, { daysOnHold: 1 }],
  handOverSoon: [
    { daysLeft: 0 },
    { daysLeft: 1 },
    { isRevoked: false },
    { isErased: true, instruction: "nothing" },
  ],
  handOverDoNow: [{ isRevoked: true }],
  handOverPassed: [{ isRevoked: true }],
  whatHappensNext: [{ ifNotErased: "askShop" }],
  contactCode: [{ minutes: 1 }],
};
