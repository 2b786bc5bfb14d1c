import type { ErasureReceipt } from "../domain/erasureReceipt.ts";
import type { RevocationReceipt } from "../domain/revocationReceipt.ts";

/** A receipt, signed, with the code that two people compare. */
export interface SignedReceipt {
  readonly jws: string;
  readonly verificationCode: string;
}

/** Signs receipts; the same content gets the same code each time. */
export interface SignReceipts {
  revocation(receipt: RevocationReceipt): Promise<SignedReceipt>;
  erasure(receipt: ErasureReceipt): Promise<SignedReceipt>;
}
