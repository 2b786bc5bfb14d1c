import type { Device } from "./device.ts";
import { pushTargetStateAt } from "./pushTarget.ts";
import { hasCommand } from "./receiveCommand.ts";
import type { ResetAnswer } from "./resetCapability.ts";
import { isBackSinceReset } from "./shown.ts";
import type { Wipe, WipeTarget } from "./wipe.ts";
import { isOpen } from "./wipeMoves.ts";

/** What a holder can be asked to do so that a phone is erased. The list is closed: each has a text of its own. */
export const instructions = [
  "connect",
  "openApp",
  "installApp",
  "allowPush",
  "keepScreenOn",
  "restartPhone",
  "initialise",
  "askShop",
  "waitForTsm",
  "revokeByCard",
  "nothing",
] as const;
export type Instruction = (typeof instructions)[number];

/** What an instruction is chosen by. */
export interface Situation {
  /** The wipe opened last for the device, if any. */
  readonly wipe: Wipe | undefined;
  /** Absent once its record is gone. */
  readonly device: Device | undefined;
  readonly resetHelps: ResetAnswer;
  readonly now: Date;
  /** From when on Android may have put the unused app to sleep, so that no push wakes it. */
  readonly sleepsFrom?: Date | undefined;
  /** Whether the holder said that it was lost or stolen: nobody is asked to touch a phone that they don't have. */
  readonly isOutOfHands?: boolean;
  /** Whether a reset has a certificate erased that is in force: only the card revokes it then. */
  readonly isInForceStill?: boolean;
}

interface OpenSituation extends Situation {
  readonly wipe: Wipe;
}

const hour = 60 * 60_000;
const day = 24 * hour;

/** How long after the opening a restart is still the first thing to try where the secure element refuses; milliseconds. */
const restartWindow = 3 * day;
/** A phone that was heard from no longer ago than this is in use; milliseconds. */
const lately = 3 * day;
/** How long a phone that has the command may take for it; milliseconds. */
const workingTime = hour;
/** ISO 7816-4, security status not satisfied: this chip obeys somebody else, and a restart doesn't change that. */
const notTheApps = "6982";

/** What the holder should do now for this phone to be erased, by what keeps it from being erased; first cause first. */
export function instructionFor(situation: Situation): Instruction {
  const { wipe } = situation;
  if (situation.isInForceStill) return "revokeByCard";
  if (!wipe) return "nothing";
  if (!isOpen(wipe.state)) return afterEnd({ ...situation, wipe });
  if (wipe.nextStep === "askTsm") return "waitForTsm";
  if (situation.isOutOfHands) return "nothing";
  const open = { ...situation, wipe };
  return byReset(open) ?? byAnswer(open) ?? byTarget(open) ?? bySilence(open);
}

/**
 * A holder's word isn't proof: it stands until the phone is heard from again, and only where a reset clears the chip. Where the time
 * was over, the phone still has its command to fetch, if it turns up.
 */
function afterEnd({ wipe, device, resetHelps, isOutOfHands }: OpenSituation): Instruction {
  if (wipe.state !== "closedUnverified") return "nothing";
  if (wipe.declared === undefined) return hasCommand(wipe) && !isOutOfHands ? "openApp" : "nothing";
  const wasSeenSince = device !== undefined && wipe.endedAt !== undefined && device.lastSeenAt > wipe.endedAt;
  if (wasSeenSince) return lastResort(resetHelps);
  return wipe.declared === "destroyed" || resetHelps === "yes" ? "nothing" : "askShop";
}

/**
 * A reset that was reported and didn't confirm has taken the app away, unless it has registered since: only somebody with tools gets
 * at the chip now.
 */
function byReset({ wipe, device }: OpenSituation): Instruction | undefined {
  const isAppGone = wipe.evidence === "resetReported" && !(device && isBackSinceReset(wipe, device));
  return isAppGone ? "askShop" : undefined;
}

/** What the phone said of the certificates that are still there. */
function byAnswer({ wipe, resetHelps, now }: OpenSituation): Instruction | undefined {
  const said = (outcome: WipeTarget["outcome"]) => wipe.certificates.filter((one) => one.outcome === outcome);
  const failed = said("failed");
  const isBeyondRestart =
    said("mismatch").length > 0 || failed.some(({ statusWord }) => statusWord === notTheApps);
  if (isBeyondRestart) return lastResort(resetHelps);
  // A chip that refused, or gave a status word with its "not now", has hung: switching it off and on comes first.
  if (failed.length > 0 || said("notNow").some(({ statusWord }) => statusWord !== undefined))
    return now.getTime() - wipe.openedAt.getTime() < restartWindow ? "restartPhone" : lastResort(resetHelps);
  return said("notNow").length > 0 ? "keepScreenOn" : undefined;
}

/** Where pushes go: to nobody, or nowhere any more. */
function byTarget({ wipe, device, resetHelps, now }: OpenSituation): Instruction | undefined {
  if (wipe.cause === "windowOver") return lastResort(resetHelps);
  if (!device) return "installApp";
  const { pushTarget, lastSeenAt } = device;
  const wasHeardSince = pushTarget.suspectAt !== undefined && lastSeenAt > pushTarget.suspectAt;
  // FCM itself said so twice: the app was removed, unless the app has asked for its commands since.
  if (pushTarget.state === "dead") return wasHeardSince ? "openApp" : "installApp";
  const isSilentForLong = pushTargetStateAt(pushTarget, lastSeenAt, now) === "dead";
  return isSilentForLong || pushTarget.suspectAt !== undefined ? "openApp" : undefined;
}

/** No word from a phone that pushes should reach. */
function bySilence({ wipe, device, now, sleepsFrom }: OpenSituation): Instruction {
  const { lastAttempt, state } = wipe;
  const seenAt = device?.lastSeenAt ?? wipe.openedAt;
  if (state === "received") return since(seenAt, now) < workingTime ? "keepScreenOn" : "openApp";
  // Whatever is wrong on our side with sending, a phone whose app is opened asks for its command itself.
  if (lastAttempt?.outcome === "faultIsOurs") return "openApp";
  if (sleepsFrom !== undefined && now >= sleepsFrom) return "openApp";
  const isUnheard = lastAttempt?.outcome === "accepted" && wipe.attempts > 1;
  if (!isUnheard || since(seenAt, now) > lately) return "connect";
  return seenAt > wipe.openedAt ? "allowPush" : "openApp";
}

function since(then: Date, now: Date): number {
  return now.getTime() - then.getTime();
}

/** What is left when nothing from afar helps. */
function lastResort(resetHelps: ResetAnswer): Instruction {
  return resetHelps === "yes" ? "initialise" : "askShop";
}
