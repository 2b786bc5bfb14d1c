import type { CertificateKind } from "./certificate.ts";
import type { Erasure, PublicKey } from "./device.ts";
import type { Evidence } from "./evidence.ts";
import type { WipeState } from "./wipeMoves.ts";

/** What a phone can answer for one certificate. */
export const outcomes = ["erased", "alreadyAbsent", "notNow", "failed", "mismatch", "stale"] as const;
export type Outcome = (typeof outcomes)[number];

/** One certificate that a wipe has to erase, with the last answer about it. */
export interface WipeTarget {
  readonly certificateId: string;
  readonly thumbprint: string;
  readonly kind: CertificateKind;
  /** The end of the serial number, for the receipt. */
  readonly serialEnding?: string;
  readonly outcome?: Outcome;
  /** How far it is believed that this one is gone; absent while nobody said so. */
  readonly evidence?: Evidence;
  /** ISO 7816-4 status word of the secure element, four hex digits, where the phone gave one. */
  readonly statusWord?: string;
}

/** A target without what was said about it. */
export function withoutAnswer({ outcome, statusWord, evidence, ...identity }: WipeTarget): WipeTarget {
  return identity;
}

export const wipeScopes = ["keys", "applet"] as const;
export type WipeScope = (typeof wipeScopes)[number];

export const stuckCauses = ["unreachable", "deviceError", "windowOver"] as const;
export type StuckCause = (typeof stuckCauses)[number];

/** What a holder can say became of the phone; their word closes the wipe without proof. */
export const declaredEnds = ["initialised", "destroyed"] as const;
export type DeclaredEnd = (typeof declaredEnds)[number];

/** What is due at `nextStepAt`: a message to the phone, or a request to the SEI-TSM. */
export const nextSteps = ["attempt", "askTsm"] as const;
export type NextStep = (typeof nextSteps)[number];

/** The duty to erase certificates from one device generation. It outlives the device record, so it carries what it needs. */
export interface Wipe {
  readonly wipeId: string;
  readonly holderId: string;
  readonly deviceId: string;
  readonly generation: number;
  /** What acknowledgements are verified with. */
  readonly deviceKey: PublicKey;
  /** The app's version as registered when its answer completed the wipe; absent until then, and where it wasn't the app. */
  readonly appVersion?: string;
  /** The phone's model as registered when the wipe was opened, for the day's figures; absent from wipes older than those. */
  readonly model?: string;
  readonly certificates: readonly WipeTarget[];
  /** `keys` are erased by the app; the whole `applet` only by the SEI-TSM (page 4 of the paper). */
  readonly scope: WipeScope;
  /** Keyed hash of the secure element's id, for the SEI-TSM. */
  readonly secureElement: string;
  readonly state: WipeState;
  readonly cause?: StuckCause;
  readonly evidence: Evidence;
  /** What the holder said became of the phone, where that closed it. */
  readonly declared?: DeclaredEnd;
  /** Rises when a later revocation joins; part of the command's id. */
  readonly commandVersion: number;
  /**
   * The last version that a reset of the phone made, for certificates that nobody had stopped: 1 where the reset opened it.
   * Such a wipe is the SEI-TSM's alone: the app is never told to erase what is in force.
   */
  readonly resetVersion?: number;
  /** That its first version lists what another wipe had listed: the revocation was told then. */
  readonly isFollowUp?: true;
  /** The latest moment of which somebody told, while it was open, that its phone was being reset, or was. */
  readonly resetAt?: Date;
  readonly nonce: string;
  /** The number of the attempt begun last; 0 before the first. */
  readonly attempts: number;
  /** An attempt was begun and its result isn't known: it is repeated under the same number. */
  readonly attemptIsOpen: boolean;
  /** How often in a row the attempt due was moved, by throttling or an outage. */
  readonly movesInARow: number;
  /** The attempt whose result came last; earlier ones are filed under `attempts`. */
  readonly lastAttempt?: Attempt;
  readonly openedAt: Date;
  /** Until when attempts go on: the certificates would have expired by then. */
  readonly retainUntil: Date;
  /** Absent in every state that has ended, present in every open one. */
  readonly nextStep?: NextStep;
  readonly nextStepAt?: Date;
  readonly endedAt?: Date;
  /** Noon of the day on which the holder hands the phone over, where one was named: attempts are closer before it. */
  readonly handOverOn?: Date;
  /** How many reminders of it are behind. */
  readonly reminders: number;
  /** When its holder is reminded next: absent before the first attempt was begun, and once it is over. */
  readonly remindAt?: Date;
  /** Spreads overdue wipes over index ranges, 0 to 15. */
  readonly shard: number;
}

export const attemptOutcomes = [
  "accepted",
  "targetUnregistered",
  "targetInvalid",
  "faultIsOurs",
  "throttled",
  "unavailable",
  "noTarget",
  "allInForce",
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/**
 * One try to reach the device, numbered from 1. `accepted` says that FCM took the message and is evidence of nothing; `allInForce`
 * that nothing was sent, because nobody is told to erase what is in force unless a reset had it listed, and nothing else is.
 */
export interface Attempt {
  readonly wipeId: string;
  readonly number: number;
  readonly commandId: string;
  readonly outcome: AttemptOutcome;
  readonly attemptedAt: Date;
}

/** The command's id: one per version, so that every repeat of it is the same command to the device. */
export function commandIdOf(wipe: Pick<Wipe, "wipeId" | "commandVersion">): string {
  return `${wipe.wipeId}.${wipe.commandVersion}`;
}

/** Whether a command is one that this wipe ever gave out, in whichever version up to the present one. */
export function isCommandOf(wipe: Wipe, commandId: string): boolean {
  const version = Number(commandId.slice(wipe.wipeId.length + 1));
  return (
    wipeIdOf(commandId) === wipe.wipeId &&
    Number.isInteger(version) &&
    version >= 1 &&
    version <= wipe.commandVersion
  );
}

/** The wipe that a command belongs to. */
export function wipeIdOf(commandId: string): string {
  return commandId.slice(0, Math.max(0, commandId.lastIndexOf(".")));
}

/** Whether a version of a wipe's command is a revocation's, of which its holder hasn't heard; nobody has revoked what a reset listed. */
export function isRevocations(
  { resetVersion, isFollowUp }: Pick<Wipe, "resetVersion" | "isFollowUp">,
  version: number,
): boolean {
  return version !== resetVersion && !(isFollowUp && version === 1);
}

/** A wipe's standing as its device shows it. */
export function erasureOf({ state }: Wipe): Erasure {
  if (state === "confirmed" || state === "closedUnverified" || state === "cancelled") return state;
  return "open";
}
