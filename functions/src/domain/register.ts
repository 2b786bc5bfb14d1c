import type { AuditHead } from "./holder.ts";

/** There is one register. */
export const registerId = "admin";

/** Where the chain ends that tells what admins changed about the service itself: its staff and its partners. */
export interface Register {
  readonly registerId: typeof registerId;
  readonly auditHead: AuditHead;
}
