import type { Clearance } from "../domain/clearance.ts";
import type { CounterCheck } from "../domain/counterCheck.ts";
import type { Handset, PublicKey } from "../domain/device.ts";
import type { Decision, Refused } from "../domain/refusal.ts";
import type { ShopsWord } from "../domain/shownPhone.ts";
import type { ChargeLimit, Clock, Transact } from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ReadRegistry } from "./viewPorts.ts";

/** Who asks at a counter, as their account says. */
export interface Clerk {
  readonly clerkId: string;
  readonly shopId: string;
}

/** A check as a clerk is shown it. */
export interface ShownCheck {
  readonly check: CounterCheck;
  readonly clearance: Clearance;
  readonly handset: Handset;
  /** What a proof given now would say of who looked at the phone. */
  readonly shopsWord: ShopsWord;
}

/** What reading or acting on a check touches. */
export type CheckRecords =
  | "shops"
  | "checks"
  | "checkViews"
  | "devices"
  | "secureElements"
  | "certificates"
  | "wipes"
  | "cards"
  | "holders"
  | "audit";

/** What every flow at the counter takes. */
export interface CheckPorts {
  readonly transact: Transact<CheckRecords>;
  readonly limit: ChargeLimit;
  readonly auditRefusal: AuditRefusal;
  readonly readRegistry: ReadRegistry;
  readonly clock: Clock;
}

/** Whose a phone's word claims to be, not yet believed, and how to find out with that device's key. */
export interface ClaimedPhone {
  readonly deviceId: string;
  readonly jti: string;
  verify(key: PublicKey): Promise<Refused | undefined>;
}

/** Reads what a phone signed to be checked; its times and audience are checked. */
export interface ClearanceRequestReader {
  peek(jws: string, now: Date): Decision<ClaimedPhone>;
}

/** Keyed hash of parts: nobody guesses them from it. */
export type HashParts = (...parts: readonly string[]) => string;
