import { instructions } from "../../functions/src/domain/instruction.ts";
import type { Message } from "../../functions/src/domain/message.ts";

const model = "Pixel 8";
/** A Tuesday evening in Tokyo, that morning in New York. */
export const tuesday = new Date("2026-11-24T12:00:00Z");
/** A Friday's noon in Tokyo. */
export const friday = new Date("2026-11-27T03:30:00Z");
const newYear = new Date("2027-01-01T03:00:00Z");
const handOver = { model, handOverOn: friday, daysLeft: 3, isRevoked: true, isErased: false } as const;

/** One sample of each message, with every optional value present. */
export const samples: readonly Message[] = [
  { code: "revoked", values: { model, revokedAt: tuesday } },
  { code: "held", values: { heldAt: tuesday, escalateAt: friday } },
  { code: "released", values: { releasedAt: tuesday, mustBeIssuedAgain: true } },
  { code: "escalated", values: { revokedAt: tuesday } },
  { code: "erased", values: { model, erasedAt: tuesday } },
  { code: "closedUnverified", values: { model, closedAt: tuesday } },
  { code: "revokedByCa", values: { model, revokedAt: tuesday } },
  { code: "contactChanged", values: { changedAt: tuesday } },
  { code: "wipeStuck", values: { model, instruction: "restartPhone" } },
  { code: "checked", values: { model, checkedAt: tuesday } },
  { code: "erasedNotRevoked", values: { model, erasedAt: tuesday } },
  { code: "foundInForce", values: { model, foundAt: tuesday } },
  { code: "foundErased", values: { model, foundAt: tuesday } },
  { code: "notErased", values: { model, daysOpen: 3, instruction: "connect" } },
  { code: "notRevokedNewPhone", values: { model } },
  { code: "notRevokedUnseen", values: { model, lastSeenOn: tuesday } },
  { code: "notRevokedErased", values: { model } },
  { code: "hibernationForecast", values: { model, earliestOn: friday, latestOn: newYear } },
  { code: "holdUndecided", values: { daysOnHold: 3, escalateAt: friday } },
  { code: "handOverSoon", values: { ...handOver, instruction: "openApp" } },
  { code: "handOverSafe", values: { model, handOverOn: friday } },
  {
    code: "handOverDoNow",
    values: { model, handOverOn: friday, isRevoked: true, instruction: "keepScreenOn" },
  },
  { code: "handOverPassed", values: { model, handOverOn: friday, isRevoked: false } },
  { code: "remoteErasureMayFail", values: {} },
  { code: "whatHappensNext", values: { expectedWithin: 48 * 3_600_000, ifNotErased: "initialise" } },
  { code: "contactCode", values: { code: "042917", minutes: 10 } },
];

/** The same messages with other values, wherever the text differs by them. */
export const variants: readonly Message[] = [
  { code: "held", values: { heldAt: tuesday } },
  { code: "released", values: { releasedAt: tuesday, mustBeIssuedAgain: false } },
  ...[0, 1].flatMap((daysOpen): Message[] => [
    { code: "notErased", values: { model, daysOpen, instruction: "connect" } },
    { code: "holdUndecided", values: { daysOnHold: daysOpen } },
    { code: "handOverSoon", values: { ...handOver, daysLeft: daysOpen, instruction: "connect" } },
  ]),
  { code: "handOverSoon", values: { ...handOver, isRevoked: false, instruction: "nothing" } },
  { code: "handOverSoon", values: { ...handOver, isErased: true, instruction: "nothing" } },
  {
    code: "handOverDoNow",
    values: { model, handOverOn: friday, isRevoked: false, instruction: "nothing" },
  },
  { code: "handOverPassed", values: { model, handOverOn: friday, isRevoked: true } },
  { code: "whatHappensNext", values: { expectedWithin: 90_000, ifNotErased: "askShop" } },
  { code: "contactCode", values: { code: "000000", minutes: 1 } },
  ...instructions.flatMap((instruction): Message[] => [
    { code: "wipeStuck", values: { model, instruction } },
    { code: "notErased", values: { model, daysOpen: 30, instruction } },
    { code: "handOverSoon", values: { ...handOver, instruction } },
    { code: "handOverDoNow", values: { model, handOverOn: friday, isRevoked: true, instruction } },
  ]),
];

/** The sample of a code. */
export function sample(code: Message["code"]): Message {
  const found = samples.find((message) => message.code === code);
  if (!found) throw new Error(`no sample of ${code}`);
  return found;
}
