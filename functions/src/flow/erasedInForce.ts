import { isGone } from "../domain/acknowledgement.ts";
import type { AuditOwner } from "../domain/auditChain.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { erasedInForce } from "../domain/deviceMatter.ts";
import type { MatterRules } from "../domain/matter.ts";
import { isErasedInForce } from "../domain/reset.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";
import { readCertificates, readOwnCertificates } from "./readCertificates.ts";

/** The certificates of a wipe's device, where some may be in force because a reset had them listed; else none are read. */
export async function readAfterReset(
  records: Pick<Records, "certificates">,
  owner: AuditOwner | undefined,
  { resetVersion }: Wipe,
): Promise<readonly Certificate[]> {
  const isAsked = resetVersion !== undefined && owner !== undefined && "certificateIds" in owner;
  return isAsked ? readOwnCertificates(records, owner) : [];
}

/** The owner with what its holder has to be reminded of, where some of this wipe is gone although it is in force. */
export function withErasedInForce(
  owner: AuditOwner,
  { after, own, rules, now }: { after: Wipe; own: readonly Certificate[]; rules: MatterRules; now: Date },
): AuditOwner {
  if (!("wipeId" in owner)) return owner;
  const isDone = after.state === "confirmed";
  const isErased = isDone && isErasedInForce({ device: owner, certificates: own, wipe: after });
  return erasedInForce(owner, isErased ? own : isDone ? [] : erasedOf(after, own), { rules, now });
}

/** What is gone of a reset's wipe that isn't confirmed: the rest isn't gone, or it was taken back, or its enrolment was over by then. */
function erasedOf(wipe: Wipe, own: readonly Certificate[]): readonly Certificate[] {
  const gone = wipe.certificates.filter(isGone);
  const ids = new Set(gone.map(({ certificateId }) => certificateId));
  return own.filter(({ certificateId }) => ids.has(certificateId));
}

/** Devices that have taken over what a wipe has erased all the same and is in force, with what their holders are to be reminded of. */
export async function readErasedElsewhere(
  records: Pick<Records, "certificates" | "devices">,
  wipe: Wipe,
  { rules, now }: { rules: MatterRules; now: Date },
): Promise<readonly Device[]> {
  if (wipe.state !== "cancelled" || wipe.resetVersion === undefined) return [];
  const listed = await readCertificates(
    records,
    wipe.certificates.map(({ certificateId }) => certificateId),
  );
  const moved = erasedOf(wipe, listed).filter(({ deviceId }) => deviceId !== wipe.deviceId);
  const devices = [...Map.groupBy(moved, ({ deviceId }) => deviceId)].map(async ([deviceId, erased]) => {
    const device = await records.devices.read(deviceId);
    return device && erasedInForce(device, erased, { rules, now });
  });
  return (await Promise.all(devices)).filter((device) => device !== undefined);
}
