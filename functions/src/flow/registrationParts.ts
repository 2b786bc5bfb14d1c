import type { SecureElement } from "../domain/application.ts";
import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Enrolment } from "../domain/enrolment.ts";
import type { Holder } from "../domain/holder.ts";
import type { MatterRules } from "../domain/matter.ts";
import type { Wipe, WipeScope } from "../domain/wipe.ts";
import type { NewId } from "./ports.ts";

/** What a registration reads and writes. */
export type EnrolmentRecords =
  | "holders"
  | "cards"
  | "devices"
  | "secureElements"
  | "certificates"
  | "wipes"
  | "audit";

/** Whose a registration is, and what was registered before. */
export interface Known {
  readonly signedIn: Holder;
  /** Whose the certificates are: the one signed in, or the same person under an earlier id. */
  readonly holder: Holder;
  /** The registration as that holder's. */
  readonly enrolment: Enrolment;
  readonly slot: SecureElement | undefined;
  /** The highest generation that is counted for this phone wherever it may be enrolled. */
  readonly counted: number;
  /** The device that holds some of these certificates, else the one that the secure element is enrolled as now. */
  readonly current: Device | undefined;
  readonly wipe: Wipe | undefined;
  /** Those of the enrolment's certificates that were registered before. */
  readonly certificates: readonly Certificate[];
}

/** What every registration is judged by, and what a wipe that follows needs from outside. */
export interface RegistrationTerms {
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly rules: MatterRules;
  readonly now: Date;
}

/** What a registration did, as the audit tells it. */
export function registrationFact(
  act: AuditedAct,
  { deviceId }: Pick<Device, "deviceId">,
  at: Date,
): AuditFact {
  const isHolders = act === "deviceRegistered" || act === "deviceRefreshed";
  const [actor, method] = isHolders
    ? (["holder", "deviceSignature"] as const)
    : (["service", "table"] as const);
  return { act, actor, method, subjects: [`devices/${deviceId}`], at };
}
