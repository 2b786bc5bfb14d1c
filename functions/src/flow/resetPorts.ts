import type { UsedProof } from "../domain/application.ts";
import type { Decision } from "../domain/refusal.ts";
import type { ResetReport } from "../domain/reset.ts";

/** A report signed with a key that a phone's maker registered. */
export interface SignedResetReport {
  readonly partnerId: string;
  /** Keyed hash of the secure element's id. */
  readonly secureElement: string;
  readonly report: ResetReport;
  /** What it is used up by. */
  readonly proof: UsedProof;
}

/** Verifies a maker's report against its registered keys, or refuses it; it counts as used up by nobody yet. */
export type ReadResetReport = (jws: string, now: Date) => Promise<Decision<SignedResetReport>>;
