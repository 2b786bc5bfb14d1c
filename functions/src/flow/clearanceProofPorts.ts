import type { ClearanceProof } from "../domain/clearanceProof.ts";
import type { ChargeLimit, Clock, NewId } from "./ports.ts";
import type { SignedReceipt } from "./receiptPorts.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ReadRegistry } from "./viewPorts.ts";

/** A clearance proof, signed, and as the text of a QR code. */
export interface SignedClearanceProof extends SignedReceipt {
  readonly qr: string;
}

/** Signs a clearance proof; the same content gets the same code each time. */
export type SignClearanceProof = (proof: ClearanceProof) => Promise<SignedClearanceProof>;

/** Hex HMAC of a phone's normalised number, under a key that stays: tells the same phone again and gives nothing away. */
type HashPhone = (shown: string) => string;

/** What giving a proof takes, whoever asks. */
export interface ClearanceProofPorts {
  readonly limit: ChargeLimit;
  readonly auditRefusal: AuditRefusal;
  readonly readRegistry: ReadRegistry;
  readonly sign: SignClearanceProof;
  readonly hashPhone: HashPhone;
  /** How long a proof is good, milliseconds. */
  readonly proofLife: number;
  readonly newId: NewId;
  readonly clock: Clock;
}
