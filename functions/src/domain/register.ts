import type { AuditHead } from "./holder.ts";

/** The registers there are: of what admins changed, and of what staff and partners were refused, which are far more. */
export const registerIds = ["admin", "refused"] as const;
export type RegisterId = (typeof registerIds)[number];

/** Where a chain ends that is no holder's: of what is told about the service's own staff and partners. */
export interface Register {
  readonly registerId: RegisterId;
  readonly auditHead: AuditHead;
}
