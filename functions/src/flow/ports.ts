import type { AcknowledgedResult, Acknowledgement } from "../domain/acknowledgement.ts";
import type { RevocationApplication, SecureElement, UsedProof } from "../domain/application.ts";
import type { AttemptResult } from "../domain/attempt.ts";
import type { AuditEntry } from "../domain/audit.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { CaEvent } from "../domain/caEvent.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Commanded } from "../domain/commanded.ts";
import type { Contact } from "../domain/contact.ts";
import type { Device, PublicKey } from "../domain/device.ts";
import type { Hold } from "../domain/hold.ts";
import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Holder } from "../domain/holder.ts";
import type { LimitScope, SpentLimit } from "../domain/limit.ts";
import type { Mail } from "../domain/mail.ts";
import type { Notice } from "../domain/notice.ts";
import type { Partner } from "../domain/partner.ts";
import type { ProofClaims } from "../domain/proofClaims.ts";
import type { PushTarget } from "../domain/pushTarget.ts";
import type { Decision, Refused } from "../domain/refusal.ts";
import type { Register } from "../domain/register.ts";
import type { Reminder } from "../domain/reminder.ts";
import type { ReminderBudget } from "../domain/reminderBudget.ts";
import type { RollUp } from "../domain/rollUp.ts";
import type { Staff } from "../domain/staff.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { AttemptShelf } from "./attemptShelf.ts";
import type { CounterRecords } from "./counterRecords.ts";
import type { RefusalCounts } from "./refusalPorts.ts";
import type { CardShelf, Shelf } from "./shelf.ts";
import type { ViewRecords } from "./viewRecords.ts";

export type { Shelf } from "./shelf.ts";

/** A document's fields as they are stored. */
export type StoredFields = Readonly<Record<string, unknown>>;

/** Every kind of record there is. A flow names the ones it touches. */
export interface Records extends ViewRecords, CounterRecords {
  readonly holders: Shelf<Holder>;
  readonly cards: CardShelf;
  readonly devices: Shelf<Device> & {
    activeOf(holderId: string): Promise<readonly Device[]>;
    /** Whatever their state. */
    allOf(holderId: string): Promise<readonly Device[]>;
    /** Every enrolment of a secure element, of whomever. */
    inElement(secureElement: string): Promise<readonly Device[]>;
  };
  readonly secureElements: Shelf<SecureElement>;
  readonly certificates: Shelf<Certificate> & {
    /** The certificate whose `x5t#S256` that is. */
    withThumbprint(thumbprint: string): Promise<Certificate | undefined>;
    /** Those in force whose `x5t#S256` is among these; costs one read where none is. */
    inForceAmong(thumbprints: readonly string[]): Promise<readonly Certificate[]>;
  };
  readonly applications: Shelf<RevocationApplication>;
  readonly usedProofs: Shelf<UsedProof>;
  readonly partners: Shelf<Partner>;
  readonly wipes: Shelf<Wipe> & {
    /** Every wipe that a device ever had. */
    ofDevice(deviceId: string): Promise<readonly Wipe[]>;
  };
  readonly breakers: Shelf<Breaker>;
  readonly limits: Shelf<SpentLimit>;
  readonly refusalCounts: RefusalCounts;
  readonly staff: Shelf<Staff>;
  readonly registers: Shelf<Register>;
  readonly holds: Shelf<Hold> & {
    openOf(holderId: string): Promise<readonly Hold[]>;
    /** What one card-signed application released. */
    releasedUnder(releaseId: string): Promise<readonly Hold[]>;
  };
  readonly holdChoices: Shelf<HoldChoice>;
  readonly reminders: Shelf<Reminder>;
  readonly notices: Shelf<Notice>;
  readonly reminderBudgets: Shelf<ReminderBudget>;
  readonly rollUps: Shelf<RollUp>;
  readonly contacts: Shelf<Contact>;
  readonly mails: Shelf<Mail>;
  readonly attempts: AttemptShelf;
  readonly acknowledgements: {
    read(answer: { wipeId: string; commandId: string; seq: number }): Promise<Acknowledgement | undefined>;
    keep(wipeId: string, acknowledgement: Acknowledgement): void;
  };
  readonly audit: { keep(entry: AuditEntry): void };
  /** Documents as they lie there, for putting back what was edited past us. */
  readonly edits: {
    isStill(path: string, fields: StoredFields | undefined): Promise<boolean>;
    restore(path: string, fields: StoredFields): void;
  };
}

/** One transaction: all or nothing. The body may run several times, so it has no effect outside its records. */
export type Transact<K extends keyof Records> = <T>(
  body: (records: Pick<Records, K>) => Promise<T>,
) => Promise<T>;

/** What a transaction fails with when it was to create a record under an id that is taken; nothing was written. */
export class AlreadyKept extends Error {
  override name = "AlreadyKept";
}

/** A wipe as it was read outside a transaction, and the mark of that very state of its document. */
export interface WipeAsRead {
  readonly wipe: Wipe;
  readonly version: string;
}
export type ReadWipe = (wipeId: string) => Promise<WipeAsRead | undefined>;

/** Writes a wipe only if its document is still as it was read: compare-and-set. False, and nothing written, if it isn't. */
export type ReplaceWipe = (asRead: WipeAsRead, after: Wipe) => Promise<boolean>;

/** A device as it is now, outside a transaction. */
export type ReadDevice = (deviceId: string) => Promise<Device | undefined>;

export type Clock = () => Date;

/** A random number, at least 0 and below 1. */
export type Chance = () => number;

/** A fresh id: 20 characters or more that nobody can guess. */
export type NewId = () => string;

/** A card-signed application, believed: what it says and which card signed it. */
export type CardSigned<T> = T & ProofClaims & { readonly cardId: string };

export type ReadSessionApplication = (jws: string, now: Date) => Promise<Decision<CardSigned<unknown>>>;

export interface RevocationRequest extends Pick<RevocationApplication, "cause" | "warningsShown"> {
  readonly devices: "all" | readonly string[];
}
export type ReadRevocationApplication = (
  jws: string,
  now: Date,
) => Promise<Decision<CardSigned<RevocationRequest>>>;

/** Fetches the CRL at an address that a trusted CA wrote into a certificate. Throws when it can't be had. */
export type FetchCrl = (address: string) => Promise<Uint8Array>;

export type ReadReleaseApplication = (jws: string, now: Date) => Promise<Decision<CardSigned<unknown>>>;

/** Slow salted hash of a normalised blocking word, base64url; `salt` is base64url too. */
export type HashWord = (word: string, salt: string) => Promise<string>;

/** Makes a Firebase custom token for a holder, which carries into the session when the card opened it. */
export type MintCustomToken = (holderId: string, openedAt: Date) => Promise<string>;

/** An acknowledgement signed by the device key that its wipe names. */
export interface SignedAcknowledgement {
  readonly commandId: string;
  readonly nonce: string;
  readonly seq: number;
  readonly results: readonly AcknowledgedResult[];
  readonly digest: string;
  readonly answeredAt: Date;
}

export interface CommandRequestReader {
  /** The device that it claims to come from, not yet believed; its times and audience are checked. */
  peek(
    jws: string,
    now: Date,
  ): Decision<{ deviceId: string; verify(key: PublicKey): Promise<Refused | undefined> }>;
}

/** The partner under an id, as it is registered now: what a key is looked up in. */
export type FindPartner = (partnerId: string) => Promise<Partner | undefined>;

/** A report signed with a key that the SEI-TSM registered. */
export interface SignedTsmReport {
  readonly partnerId: string;
  readonly commandId: string;
  readonly results: readonly AcknowledgedResult[];
  /** What it is used up by. */
  readonly proof: UsedProof;
}
/** An event signed with a key that the CA registered. */
export interface SignedCaEvent extends CaEvent {
  readonly partnerId: string;
  /** Hex SHA-256 of who sent it and its `jti`: what revocations that follow from it name. */
  readonly eventId: string;
  readonly proof: UsedProof;
}
export type ReadCaEvent = (jws: string, now: Date) => Promise<Decision<SignedCaEvent>>;

export type ReadTsmReport = (jws: string, now: Date) => Promise<Decision<SignedTsmReport>>;

export interface AcknowledgementReader {
  /** The command it claims to be about, not yet believed. */
  peek(
    jws: string,
  ): Decision<{ commandId: string; verify(key: PublicKey): Promise<Decision<SignedAcknowledgement>> }>;
}

/** Signs a wipe's command; `expiresAt` is when a phone that gets it late has to ask again. */
export type SignCommand = (commanded: Commanded, times: { now: Date; expiresAt: Date }) => Promise<string>;

/** Signs what the SEI-TSM is asked about a wipe. */
export type SignTsmRequest = (wipe: Wipe, now: Date) => Promise<string>;

/** Sends a command to a push target; `timeToLive` in milliseconds. Answers what FCM said, never throws for it. */
export type SendCommand = (
  target: PushTarget,
  message: { command: string; timeToLive: number },
) => Promise<AttemptResult>;

/** Asks the SEI-TSM to erase what a wipe names; repeating it under the same command id is one request. */
export type AskTsm = (wipe: Wipe) => Promise<AttemptResult>;

/**
 * Whether any breaker had something against it when last looked up, some seconds ago. Once it says yes the breaker itself is
 * read, in the transaction. Until then an instance sends past one that has opened, and doesn't tell it what got through.
 */
export type SuspectFaults = () => Promise<boolean>;

/** Asks to be called back about something at a time. Asking twice for the same time is harmless. */
export type ScheduleTask = (subject: string, at: Date) => Promise<void>;

/** What is due in a shard: the ids of its documents in pages, the longest due first, and how many they are. */
export interface DueWork {
  pages(shard: number, now: Date): AsyncIterable<readonly string[]>;
  count(shard: number, now: Date): Promise<number>;
}

/**
 * Charges one call to whom it counts for: undefined while there is room, else `rate_limited` with when there is again. A
 * flow asks once it knows who calls, so that nobody uses up what is somebody else's.
 */
export type ChargeLimit = (charge: { scope: LimitScope; subject: string }) => Promise<Refused | undefined>;

/** Says that something happened, as a code and a few named fields; never anything personal. */
export type Log = (code: string, fields?: Readonly<Record<string, string | number | boolean>>) => void;
