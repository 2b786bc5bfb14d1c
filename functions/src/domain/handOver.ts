import type { Device } from "./device.ts";
import { dayOf, endOfDay } from "./handOverDay.ts";
import type { Instruction } from "./instruction.ts";
import type { Matter } from "./matter.ts";
import type { MessageOf } from "./message.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

/** What a holder reads about a phone that is to be handed over. */
type HandOverMessage = MessageOf<"handOverSoon" | "handOverSafe" | "handOverDoNow" | "handOverPassed">;

/** How far a phone that will be handed over is ready for it. */
interface Readiness {
  readonly isRevoked: boolean;
  readonly isErased: boolean;
  /** Whether its wipe is open: once it ended without proof, there is nothing left to do or to wait for. */
  readonly isTriedStill: boolean;
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
  { isRevoked, isErased, isTriedStill, instruction }: Readiness,
  now: Date,
): HandOverMessage | undefined {
  const handOverOn = dayOf(matter);
  const untilEvening = matter.anchorAt.getTime() - now.getTime();
  if (untilEvening > 12 * hour) {
    // Days of the calendar: as often as it will be midnight until then, and the last time is six hours after the evening before.
    const daysLeft = Math.ceil((untilEvening + 6 * hour) / day);
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
  const isSettled = isRevoked && !isTriedStill;
  return isSettled ? undefined : { code: "handOverPassed", values: { model, handOverOn, isRevoked } };
}

/** Whether the countdown to a hand-over has begun and its day isn't over: it tells of the phone's wipe too. */
export function isCountedDown({ matter }: Pick<Device, "matter">, now: Date): boolean {
  return matter?.about === "handOver" && matter.reminders > 0 && now < endOfDay(matter);
}

/**
 * Whether the reminder that is due is the one of the evening before, or of the day itself, which no week's budget holds back.
 * Once the day is over it is one like others.
 */
export function isEveningBefore({ about, anchorAt, remindAt }: Matter, now: Date): boolean {
  return about === "handOver" && remindAt >= anchorAt && now < endOfDay({ anchorAt });
}
