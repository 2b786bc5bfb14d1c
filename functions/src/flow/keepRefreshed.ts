import type { AuditFact } from "../domain/audit.ts";
import { type Certificate, isInForce } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { seen } from "../domain/deviceMatter.ts";
import { contactWipe, refresh } from "../domain/enrolment.ts";
import { shownAt } from "../domain/shown.ts";
import { takeBackReset } from "../domain/takeBackReset.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { wipeAgain } from "../domain/wipeAgain.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import {
  type EnrolmentRecords,
  type Known,
  type RegistrationTerms,
  registrationFact,
} from "./registrationParts.ts";

/** A device that is registered again, and what another wipe is made of where it is owed one. */
interface Refreshed extends Known, RegistrationTerms {
  readonly current: Device;
}

/**
 * Keeps a registration of the same certificates: where the phone is reached now, and that it was there. In the same transaction, where it has shown
 * by that what was taken for erased, the wipe that it is owed then; where it shows that it wasn't reset, the end of that wipe.
 */
export async function keepRefreshed(
  records: Pick<Records, EnrolmentRecords>,
  { current, wipe, certificates: shown, enrolment, newId, scope, rules, now }: Refreshed,
): Promise<Device> {
  const refreshed = refresh(current, enrolment, now);
  const isReset = wipe?.resetVersion !== undefined || current.matter?.about === "erasedNotRevoked";
  const own = isReset ? await readOwnCertificates(records, current) : [];
  const isAnyAsked = isReset || !shown.every(isInForce);
  const stored = isAnyAsked ? await records.wipes.ofDevice(current.deviceId) : [];
  // Whoever said that it was replaced was wrong: the phone has signed with it since.
  const there = shown.map((one) => (isThereAgain(one, refreshed) ? notReplaced(one) : one));
  const isBack = there.some((one, i) => one !== shown[i] && isInForce(one));
  const state = isBack && refreshed.state === "retired" ? "active" : refreshed.state;
  const device = seen({ ...refreshed, state }, { own, wipes: stored }, { rules, now });
  const back = wipe && takeBackReset(wipe, { device, own }, now);
  const wipes = stored.map((one) => (one.wipeId === back?.wipeId ? back : one));
  for (const [i, one] of there.entries()) if (one !== shown[i]) records.certificates.keep(one);
  const again = wipeAgain({ device, shown: there, wipes }, { fresh: freshIds(newId), scope, now });
  if (back) records.wipes.keep(back);
  const owed = again ?? (back ? undefined : wipe);
  const shownIds = shown.map(({ certificateId }) => certificateId);
  if (owed) records.wipes.keep(contactWipe(owed, { deviceKey: enrolment.deviceKey, shownIds, now }));
  const newest = again ?? back;
  const owing = newest ? { ...device, wipeId: newest.wipeId, erasure: erasureOf(newest) } : device;
  return appendAudit(records, owing, refreshFacts(device, { again, back, now }));
}

function isThereAgain({ certificateId, replacedAt }: Certificate, device: Device): boolean {
  return replacedAt !== undefined && shownAt(device, certificateId) > replacedAt;
}

function notReplaced({ replacedAt, ...certificate }: Certificate): Certificate {
  return certificate;
}

function refreshFacts(
  device: Device,
  { again, back, now }: { again: Wipe | undefined; back: Wipe | undefined; now: Date },
): readonly AuditFact[] {
  const refreshed = registrationFact("deviceRefreshed", device, now);
  const subjects = [...refreshed.subjects, ...(again ? [`wipes/${again.wipeId}`] : [])];
  const cancelled = back && {
    ...registrationFact("wipeCancelled", device, now),
    subjects: [`wipes/${back.wipeId}`],
  };
  return [{ ...refreshed, subjects }, ...(cancelled ? [cancelled] : [])];
}
