import type { Clock, Records, Transact } from "../flow/ports.ts";
import type { StaffAccounts } from "../flow/staffPorts.ts";
import type { DocumentPages } from "../store/documentPages.ts";

/** The records that admins change or look at. */
export type AdminRecords = Pick<
  Records,
  "holders" | "staff" | "shops" | "partners" | "resetCapabilities" | "registers" | "audit"
>;

/** What the commands need from a project, or from a stand-in for one. */
export interface Services {
  readonly transact: Transact<keyof AdminRecords>;
  /** The same without locks, and for looking only. */
  readonly read: Transact<keyof AdminRecords>;
  readonly accounts: StaffAccounts;
  readonly pages: DocumentPages;
  readonly clock: Clock;
}
