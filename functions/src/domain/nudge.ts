import { type Certificate, isInUse } from "./certificate.ts";
import type { Device } from "./device.ts";
import { composeHandOver, isCountedDown } from "./handOver.ts";
import { type Forecast, forecastHibernation, type HibernationRule } from "./hibernation.ts";
import type { Hold } from "./hold.ts";
import { type Instruction, instructionFor } from "./instruction.ts";
import type { Message } from "./message.ts";
import { isOutOfHands } from "./outOfHands.ts";
import { isResetInForce, listsInForce } from "./reset.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

const day = 24 * 60 * 60_000;

/** What a reminder of a matter of a device is made of, as all of it is now. */
export interface DeviceFacts {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
  readonly resetHelps: ResetAnswer;
  readonly hibernation: HibernationRule;
  readonly now: Date;
}

/**
 * What a holder is told, or that there is nothing to tell for now, because another clock does or nothing can be done; or
 * that the matter is over.
 */
export type Nudge = Message | "silent" | "over";

/**
 * What the holder is told about a wipe that isn't over; silent while the countdown to a hand-over tells it, where there is
 * nothing that they could do, because the phone is lost or stolen, and while what it lists is in force: that it isn't erased is
 * the reset's business then, not the holder's.
 */
export function nudgeOfWipe(wipe: Wipe, facts: DeviceFacts): Nudge {
  if (!isOpen(wipe.state)) return "over";
  if (isCountedDown(facts.device, facts.now) || listsInForce(wipe, facts.certificates)) return "silent";
  const { model } = facts.device.handset;
  const daysOpen = daysBetween(wipe.openedAt, facts.now);
  const instruction = instructionOf({ ...facts, wipe });
  return instruction === "nothing"
    ? "silent"
    : { code: "notErased", values: { model, daysOpen, instruction } };
}

/** What the holder is told about certificates on hold. */
export function nudgeOfHold({ state, placedAt, escalateAt }: Hold, now: Date): Nudge {
  if (state !== "open") return "over";
  const daysOnHold = daysBetween(placedAt, now);
  return { code: "holdUndecided", values: { daysOnHold, ...(escalateAt ? { escalateAt } : {}) } };
}

/**
 * What the holder is told about a phone whose certificates may have to be revoked; over once none is in force, and silent
 * while all of them are on hold: a hold has reminders of its own.
 */
export function nudgeOfDevice(facts: DeviceFacts): Nudge {
  const { device, certificates, now } = facts;
  const { matter, handset, lastSeenAt } = device;
  if (matter === undefined) return "over";
  const inForce = certificates.filter(isInUse);
  if (matter.about === "handOver") {
    // A phone that was lost meanwhile isn't handed over by its holder; one on hold may be found again.
    if (isOutOfHands(certificates)) return inForce.length === 0 ? "over" : "silent";
    const [isRevoked, isErased] = [inForce.length === 0, device.erasure === "confirmed"];
    const isTriedStill = device.erasure === "open";
    const instruction = isErased ? "nothing" : instructionOf(facts);
    return composeHandOver(device, matter, { isRevoked, isErased, isTriedStill, instruction }, now) ?? "over";
  }
  if (inForce.length === 0) return "over";
  if (inForce.every(({ state }) => state === "onHold")) return "silent";
  const { model } = handset;
  if (matter.about === "erasedNotRevoked") return { code: "notRevokedErased", values: { model } };
  if (matter.about === "newPhone") return { code: "notRevokedNewPhone", values: { model } };
  const asleep = asleepOf(facts);
  return asleep && asleep.to > now
    ? { code: "hibernationForecast", values: { model, earliestOn: asleep.from, latestOn: asleep.to } }
    : { code: "notRevokedUnseen", values: { model, lastSeenOn: lastSeenAt } };
}

function asleepOf({ device, hibernation }: DeviceFacts): Forecast | undefined {
  return forecastHibernation(device, hibernation);
}

/** What the holder should do about the wipe of this device. */
export function instructionOf(facts: DeviceFacts): Instruction {
  const { certificates, wipe, device, resetHelps, now } = facts;
  const sleepsFrom = asleepOf(facts)?.from;
  return instructionFor({
    ...{ wipe, device, resetHelps, now, sleepsFrom },
    isOutOfHands: isOutOfHands(certificates),
    isInForceStill: isResetInForce({ device, certificates, wipe }),
  });
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / day);
}
