import type { Instruction } from "./instruction.ts";

/** What happened, told at once. */
interface Notices {
  readonly revoked: { readonly model: string; readonly revokedAt: Date };
  readonly held: { readonly heldAt: Date; readonly escalateAt?: Date };
  readonly released: { readonly releasedAt: Date; readonly mustBeIssuedAgain: boolean };
  readonly escalated: { readonly revokedAt: Date };
  readonly erased: { readonly model: string; readonly erasedAt: Date };
  readonly closedUnverified: { readonly model: string; readonly closedAt: Date };
  readonly revokedByCa: { readonly model: string; readonly revokedAt: Date };
  readonly contactChanged: { readonly changedAt: Date };
  readonly wipeStuck: { readonly model: string; readonly instruction: Instruction };
  readonly checked: { readonly model: string; readonly checkedAt: Date };
  readonly erasedNotRevoked: { readonly model: string; readonly erasedAt: Date };
  readonly foundInForce: { readonly model: string; readonly foundAt: Date };
  readonly foundErased: { readonly model: string; readonly foundAt: Date };
}

/** What is still open, told on a cadence until it is closed. */
interface Reminders {
  readonly notErased: {
    readonly model: string;
    readonly daysOpen: number;
    readonly instruction: Instruction;
  };
  readonly notRevokedNewPhone: { readonly model: string };
  readonly notRevokedUnseen: { readonly model: string; readonly lastSeenOn: Date };
  readonly notRevokedErased: { readonly model: string };
  readonly hibernationForecast: {
    readonly model: string;
    readonly earliestOn: Date;
    readonly latestOn: Date;
  };
  readonly holdUndecided: { readonly daysOnHold: number; readonly escalateAt?: Date };
  readonly handOverSoon: {
    readonly model: string;
    readonly handOverOn: Date;
    readonly daysLeft: number;
    readonly isRevoked: boolean;
    readonly isErased: boolean;
    readonly instruction: Instruction;
  };
  readonly handOverSafe: { readonly model: string; readonly handOverOn: Date };
  readonly handOverDoNow: {
    readonly model: string;
    readonly handOverOn: Date;
    readonly isRevoked: boolean;
    readonly instruction: Instruction;
  };
  readonly handOverPassed: {
    readonly model: string;
    readonly handOverOn: Date;
    readonly isRevoked: boolean;
  };
}

/** Cautions shown in the flow itself (注意喚起), before and after a revocation. */
interface Warnings {
  readonly remoteErasureMayFail: Readonly<Record<never, never>>;
  readonly whatHappensNext: {
    /** Milliseconds after the revocation, true by the attempt schedule in force. */
    readonly expectedWithin: number;
    /** What helps if the phone can't be reached: initialising only where a reset is known to erase. */
    readonly ifNotErased: Extract<Instruction, "initialise" | "askShop">;
  };
}

/** Secrets sent to prove that an address is the holder's. */
interface Codes {
  readonly contactCode: { readonly code: string; readonly minutes: number };
}

/**
 * What each message tells. A Date ending in `At` is told with the time of day, one ending in `On` as a day, both in the holder's
 * zone; of a phone nothing is told but its model.
 */
interface MessageValues extends Notices, Reminders, Warnings, Codes {}

export type MessageCode = keyof MessageValues;
export type NoticeCode = keyof Notices;
export type ReminderCode = keyof Reminders;
export type WarningCode = keyof Warnings;
export type CodeCode = keyof Codes;

/** The cautions that an app shows in the flow itself. */
export const warningCodes = [
  "remoteErasureMayFail",
  "whatHappensNext",
] as const satisfies readonly WarningCode[];

/** One message of a code, with exactly its values. */
export type MessageOf<C extends MessageCode> = {
  [Code in C]: { readonly code: Code; readonly values: MessageValues[Code] };
}[C];

/** Anything that a holder can be told. */
export type Message = MessageOf<MessageCode>;

/** A message in one language, as plain text: a channel escapes and shortens it as it needs. */
export interface MessageText {
  readonly title: string;
  readonly body: string;
  /** What to do, first things first. */
  readonly todo: string;
  /** All of it in one sentence, for SMS: up to 70 characters in Japanese, 160 in English. */
  readonly short: string;
}

/**
 * Whether the holder may do without it. `legal`: a right was touched or a duty is open, so that it can only be moved to another
 * channel; `optional`: a tip.
 */
export const messageBindings = {
  revoked: "legal",
  held: "legal",
  released: "legal",
  escalated: "legal",
  erased: "legal",
  closedUnverified: "legal",
  revokedByCa: "legal",
  contactChanged: "legal",
  wipeStuck: "legal",
  checked: "optional",
  erasedNotRevoked: "legal",
  foundInForce: "legal",
  foundErased: "legal",
  notErased: "legal",
  notRevokedNewPhone: "legal",
  notRevokedUnseen: "legal",
  notRevokedErased: "legal",
  hibernationForecast: "optional",
  holdUndecided: "legal",
  handOverSoon: "optional",
  handOverSafe: "optional",
  handOverDoNow: "legal",
  handOverPassed: "legal",
  remoteErasureMayFail: "legal",
  whatHappensNext: "legal",
  contactCode: "legal",
} as const satisfies Record<MessageCode, "legal" | "optional">;

/** Whether a holder who wants no tips still gets it. */
export function isLegal(code: MessageCode): boolean {
  return messageBindings[code] === "legal";
}
