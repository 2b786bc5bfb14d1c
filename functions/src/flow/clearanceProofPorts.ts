import type { ClearanceProof } from "../domain/clearanceProof.ts";
import type { SignedReceipt } from "./receiptPorts.ts";

/** A clearance proof, signed, and as the text of a QR code. */
export interface SignedClearanceProof extends SignedReceipt {
  readonly qr: string;
}

/** Signs a clearance proof; the same content gets the same code each time. */
export type SignClearanceProof = (proof: ClearanceProof) => Promise<SignedClearanceProof>;

/** Hex HMAC of a phone's normalised number, under a key that stays: tells the same phone again and gives nothing away. */
export type HashPhone = (shown: string) => string;
