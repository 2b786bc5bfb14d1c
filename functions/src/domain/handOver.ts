import type { Device } from "./device.ts";
import { dayOf, endOfDay } from "./handOverDay.ts";
import type { Instruction } from "./instruction.ts";
import type { Matter } from "./matter.ts";
import type { MessageOf } from "./message.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

export type HandOverMessage = MessageOf<"handOverSoon" | "handOverSafe" | "handOverDoNow" | "handOverPassed">;

/** How far a phone that will be handed over is ready for it. */
export interface Readiness {
  readonly isRevoked: boolean;
  readonly isErased: boolean;
  /** What helps if it isn't erased. */
  readonly instruction: Instruction;
}

/**
 * What a holder is told about a phone that will be handed over: a countdown, from the evening before until the day is over
 * "safe" or "do this now", and afterwards what was left undone; undefined once it is past and nothing was.
 */
export function composeHandOver(
  { handset: { model } }: Device,
  matter: Matter,
  { isRevoked, isErased, instruction }: Readiness,
  now: Date,
): HandOverMessage | undefined {
  const handOverOn = dayOf(matter);
  const untilEvening = matter.anchorAt.getTime() - now.getTime();
  if (untilEvening > 12 * hour) {
    const daysLeft = Math.ceil((handOverOn.getTime() - now.getTime()) / day);
    return {
      code: "handOverSoon",
      values: { model, handOverOn, daysLeft, isRevoked, isErased, instruction },
    };
  }
  const isReady = isRevoked && isErased;
  if (now < endOfDay(matter))
    return isReady
      ? { code: "handOverSafe", values: { model, handOverOn } }
      : { code: "handOverDoNow", values: { model, handOverOn, isRevoked, instruction } };
  return isReady ? undefined : { code: "handOverPassed", values: { model, handOverOn, isRevoked } };
}

/** Whether the next reminder is the one of the evening before, or of the day itself, which no budget may keep back. */
export function isEveningBefore({ about, anchorAt, remindAt }: Matter): boolean {
  return about === "handOver" && remindAt >= anchorAt && remindAt < endOfDay({ anchorAt });
}
