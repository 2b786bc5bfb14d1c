import type { AuditFact } from "../domain/audit.ts";
import type { Decision } from "../domain/refusal.ts";
import type { RefusalCount } from "../domain/refusalCount.ts";

/** What a proof proved that held although the request was refused: the refusal's chain is found from there. */
export type Proven =
  | { readonly cardId: string }
  | { readonly certificateId: string }
  | { readonly holderId: string }
  | { readonly wipeId: string }
  | { readonly partnerId: string }
  | { readonly staffId: string }
  /** Anybody who is signed in, whoever it is. */
  | { readonly accountId: string };

/** What was refused, counted per day and deployed function. */
export interface RefusalCounts {
  read(of: Pick<RefusalCount, "day" | "deployed">): Promise<RefusalCount | undefined>;
  keep(count: RefusalCount): void;
}

/** A request that may be refused: what it asked for, who asked, how that was proven, and by what. */
export interface Asked extends Pick<AuditFact, "act" | "actor" | "method"> {
  readonly by: Proven;
}

/** Answers the decision as it is; a refusal is told in the audit before. Never fails, see flow/auditRefusal.ts. */
export type AuditRefusal = <T>(decision: Decision<T>, asked: Asked) => Promise<Decision<T>>;
