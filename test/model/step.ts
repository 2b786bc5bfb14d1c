import type { CaEventKind } from "../../functions/src/domain/caEvent.ts";
import type { IdentificationMethod } from "../../functions/src/domain/identification.ts";
import type { ResetPhase } from "../../functions/src/domain/reset.ts";
import type { ResetAnswer } from "../../functions/src/domain/resetCapability.ts";
import type { HolderCause, HolderChannel } from "../../functions/src/domain/revocation.ts";
import type { Outcome } from "../../functions/src/domain/wipe.ts";

/** Where the process dies: at its so manieth transaction, before the commit or just after it. */
export interface Crash {
  readonly transaction: number;
  readonly when: "before" | "after";
}

export const fcmAnswers = [
  "accepted",
  "targetUnregistered",
  "targetInvalid",
  "faultIsOurs",
  "throttled",
  "throttledFor90Seconds",
  "unavailable",
  "diesBeforeSending",
  "diesAfterSending",
] as const;
export type FcmAnswer = (typeof fcmAnswers)[number];

/** A holder signs in by the card; `isRepeat` uses the application of the time before again. */
export interface SignIn {
  readonly do: "signIn";
  readonly card: number;
  readonly isRepeat: boolean;
}

/** A phone registers: with the certificates it has, with newly issued ones, with some of them, or with one more. */
export interface Register {
  readonly do: "register";
  readonly phone: number;
  /** Whose card is signed in: that of whoever had the phone last, or a certain one. */
  readonly card: "own" | number;
  readonly certificates: "same" | "fresh" | "freshOne" | "reissued" | "subset" | "more";
  readonly key: "same" | "fresh";
  readonly target: "same" | "fresh";
  readonly isProven: boolean;
  /** Names another phone's secure element, which nobody vouches for. */
  readonly namesAnother: boolean;
}

/** An application by a card: for all devices, or for one of all that there are, whosever it is. */
export interface Revoke {
  readonly do: "revoke";
  /** The card of whose device it is, or a certain one. */
  readonly card: "own" | number;
  readonly device: "all" | number;
  readonly cause: HolderCause;
  readonly channel: HolderChannel;
  readonly jti: "fresh" | "sameApplication" | "otherApplication";
}

/** The holder stops using a phone, on it: all of its certificates, one of them, or (wrongly) also one of another phone's. */
export interface StopUsing {
  readonly do: "stopUsing";
  readonly phone: number;
  /** Which of the phone's certificates signs. */
  readonly signsWith: number;
  readonly certificates: "all" | "first" | "last" | "anothersToo";
  readonly cause: HolderCause;
  readonly jti: Revoke["jti"];
}

/** Somebody drives wipes: a task, a late, repeated or reordered trigger event, the sweep, or two tasks at once. */
export interface Drive {
  readonly do: "drive";
  readonly by: "task" | "twoTasks" | "trigger" | "sweep";
  readonly pick: number;
  readonly fcm: FcmAnswer;
  /** The hint about breakers is a few seconds old. */
  readonly isHintStale: boolean;
  /** What happens while the message is on its way. */
  readonly meanwhile: Step | undefined;
}

export const answerFlavours = [
  "own",
  "wrongNonce",
  "anotherPhone",
  "olderVersion",
  "unknownWipe",
  "duplicate",
  "contradiction",
  "skippedSeq",
] as const;

/** A phone answers a command that it was given; `says` goes round the command's certificates. */
export interface Answer {
  readonly do: "answer";
  readonly pick: number;
  readonly flavour: (typeof answerFlavours)[number];
  readonly says: readonly Outcome[];
  /** Only about the first certificate of the command. */
  readonly isPartial: boolean;
  readonly needsTsm: boolean;
}

/** A phone asks for its commands, with its own key or another phone's. */
export interface Fetch {
  readonly do: "fetch";
  readonly phone: number;
  readonly isForeign: boolean;
}

/** The SEI-TSM reports on some wipe, asked or not. */
export interface Report {
  readonly do: "report";
  readonly pick: number;
  readonly isFirstVersion: boolean;
  readonly isUnknown: boolean;
  readonly says: readonly Outcome[];
  readonly isPartial: boolean;
}

/** A phone is initialised, and its maker tells of it; `clears` is what the registry says of such phones. */
export interface Reset {
  readonly do: "reset";
  readonly phone: number;
  readonly phase: ResetPhase;
  readonly clears: ResetAnswer;
  /** The report of the time before comes again. */
  readonly isRepeat: boolean;
}

/** A SEI-TSM is configured, or isn't any more; whole applets are to be erased, or keys. */
interface Deploy {
  readonly do: "deploy";
  readonly hasTsm: boolean;
  readonly scope: "keys" | "applet";
}

/** What a caller says when asked for the blocking word; `oldWord` was right before the holder set another. */
export type SaidWord = "nothing" | "word" | "oldWord" | "wrongWord";

/** An agent holds the phones of whoever a card or a phone's certificate leads to. */
export interface PlaceHold {
  readonly do: "hold";
  readonly card: number;
  /** By the card, by the newest phone's certificate but so many, by both, or by what nobody has. */
  readonly by: "card" | "phone" | "both" | "nothingKnown";
  readonly pick: number;
  readonly isOnlyOne: boolean;
  readonly identifiedBy: IdentificationMethod;
  readonly says: SaidWord;
  readonly request: "fresh" | "same";
}

/** The phone was found: an agent releases some hold, or a card all of its holder's. */
export interface Release {
  readonly do: "release";
  readonly pick: number;
  readonly by: IdentificationMethod | "card";
  readonly says: SaidWord;
  readonly isRepeat: boolean;
}

/** The schedule that lets reminders come due and does what holders chose. */
interface Remind {
  readonly do: "remind";
}

/** A holder chooses in advance, in a session as old as this. */
export interface Choose {
  readonly do: "choose";
  readonly card: number;
  readonly word: "none" | "word" | "oldWord" | "keep";
  readonly escalateAfterDays: number | null;
  readonly minutesSinceSignIn: number;
}

interface Expire {
  readonly do: "expire";
}

/** Something happens to a person's newest card. The CA tells of it at once, or only later, by a `tellAgain`. */
export interface Tell {
  readonly do: "tell";
  readonly card: number;
  readonly event: CaEventKind;
  readonly isWithheld: boolean;
}

/** The CA tells of something that happened before: for the first time, as the same message again, or as another one. */
export interface TellAgain {
  readonly do: "tellAgain";
  readonly pick: number;
  readonly isSameMessage: boolean;
}

interface Wait {
  readonly do: "wait";
  readonly seconds: number;
}

/** Two things at the same time. */
interface Both {
  readonly do: "both";
  readonly one: Step;
  readonly other: Step;
}

export type Deed =
  | SignIn
  | Register
  | Revoke
  | StopUsing
  | Drive
  | Answer
  | Fetch
  | Report
  | Reset
  | Deploy
  | PlaceHold
  | Release
  | Remind
  | Choose
  | Expire
  | Tell
  | TellAgain
  | Wait;

/** One thing that happens, as plain data: a counterexample reads as a story. */
export type Step = (Deed & { readonly crash: Crash | undefined }) | (Both & { readonly crash: undefined });

export interface History {
  readonly isMassEvent: boolean;
  readonly steps: readonly Step[];
}
