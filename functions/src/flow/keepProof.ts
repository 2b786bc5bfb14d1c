import type { AuditFact } from "../domain/audit.ts";
import type { Clearance } from "../domain/clearance.ts";
import { type ClearanceProof, clearanceProof, giveProof } from "../domain/clearanceProof.ts";
import { bindPhone } from "../domain/provenPhone.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { normaliseShown, type ShownBy } from "../domain/shownPhone.ts";
import { appendAudit } from "./appendAudit.ts";
import type { ClearanceParts } from "./clearanceParts.ts";
import type { ClearanceProofPorts } from "./clearanceProofPorts.ts";
import type { Records } from "./ports.ts";

/** What giving a proof touches besides what its clearance is decided by. */
export type ProofRecords = "devices" | "holders" | "audit";

/** A device that somebody wants a proof of, as it stands in this transaction. */
interface ToProve extends ClearanceParts {
  readonly clearance: Clearance;
}

/** What the phone shows, normalised; on whose word; and what is told in the device's chain once it is given. */
interface Shown {
  readonly shown: string;
  readonly shownBy: ShownBy;
  readonly fact: AuditFact;
  /** Whether it is the first one for whoever asks: then the fact is told also where it is a proof that somebody was given before. */
  readonly isNews?: boolean;
}

/** The number in its one spelling, or `malformed_request`, which doesn't repeat it. */
export function readShown(typed: string): Decision<string> {
  return normaliseShown(typed) ?? unreadable;
}

const unreadable = refuse(
  "malformed_request",
  "Give the number as the phone shows it: an IMEI has 15 digits and checks itself; else its serial number.",
);

/**
 * The proof of a device that is clear now; refused with `clearance_not_clear`, and with `phone_of_another_proof` for a number that
 * isn't the one it was proven for. The same asked again soon after is the same proof, and nothing is written but who has it now.
 */
export function keepProof(
  records: Pick<Records, ProofRecords>,
  { device, certificates, wipes, clearance: { verdict, evidence, asOf } }: ToProve,
  { shown, shownBy, fact, isNews = false, hashPhone, proofLife, newId }: Shown & ClearanceProofPorts,
): Decision<ClearanceProof> {
  if (verdict !== "clear") return notClear;
  const said = bindPhone(device.provenPhone, { phone: hashPhone(shown), shownBy });
  if (isRefused(said)) return said;
  const cleared = { device, certificates, wipes, evidence };
  const given = giveProof(cleared, said, { proofId: newId(), salt: newId(), life: proofLife, now: asOf });
  if (isNews || given !== device.provenPhone) appendAudit(records, { ...device, provenPhone: given }, [fact]);
  return clearanceProof(cleared, given, shown);
}

/** Why is not told: also of a phone that nothing is left to do on, but that its holder doesn't have any more. */
const notClear = refuse(
  "clearance_not_clear",
  "Do first what is left to do on this phone, or ask for the enrolment that it has now.",
);
