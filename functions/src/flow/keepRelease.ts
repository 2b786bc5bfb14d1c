import type { AuditFact } from "../domain/audit.ts";
import type { CertificateKind } from "../domain/certificate.ts";
import { type Hold, moveHold } from "../domain/hold.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { releaseDevice } from "../domain/releaseDevice.ts";
import { causes } from "../domain/revocation.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { NewId, Records } from "./ports.ts";
import type { StillHeldDevice } from "./readHeld.ts";

/** How a release came about, and what it needs from outside. */
interface ReleaseOrder {
  readonly by: Pick<Hold, "releasedBy" | "releasingAgentId" | "releaseId">;
  readonly fact: Pick<AuditFact, "actor" | "method">;
  readonly returning: readonly CertificateKind[];
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly now: Date;
}

/** Nothing that these holds cover is on hold any more: there is nothing to give back. */
const notOnHold = refuse("not_on_hold", "Nothing of it is on hold any more: it was revoked, or it expired.");

/**
 * Writes what a release makes of the certificates, the wipes of those that don't come back, the holds and the audit in
 * the caller's one transaction, whose reads are all done. Refused, writing nothing, where nothing is left on hold.
 */
export function keepRelease(
  records: Pick<Records, "holders" | "devices" | "certificates" | "wipes" | "holds" | "audit">,
  { holds, held }: { holds: readonly Hold[]; held: readonly StillHeldDevice[] },
  order: ReleaseOrder,
): Decision<readonly Hold[]> {
  if (held.length === 0) return notOnHold;
  const kept: Hold[] = [];
  for (const hold of holds) {
    const released = moveHold(hold, "release");
    if (isRefused(released)) return released;
    kept.push({ ...released, ...order.by, releasedAt: order.now });
  }
  for (const enrolled of held) releaseOne(records, enrolled, order);
  for (const hold of kept) records.holds.keep(hold);
  return kept;
}

function releaseOne(
  records: Pick<Records, "holders" | "devices" | "certificates" | "wipes" | "audit">,
  { heldBy, ...enrolled }: StillHeldDevice,
  { by, fact, returning, newId, scope, now }: ReleaseOrder,
): void {
  const { reason } = causes.foundAgain;
  const revocation = {
    ...({ cause: "foundAgain", reason, channel: "hold" } as const),
    ...{ revocationId: heldBy, revokedAt: now },
  };
  const fresh = freshIds(newId);
  const { device, certificates, wipe } = releaseDevice(enrolled, {
    returning,
    revocation,
    fresh,
    scope,
    now,
  });
  for (const certificate of certificates) records.certificates.keep(certificate);
  if (wipe) records.wipes.keep(wipe);
  const subjects = [
    `devices/${device.deviceId}`,
    `holds/${heldBy}`,
    ...(wipe ? [`wipes/${wipe.wipeId}`] : []),
    ...(by.releasingAgentId === undefined ? [] : [`staff/${by.releasingAgentId}`]),
  ];
  appendAudit(records, device, [{ act: "holdReleased", ...fact, subjects, at: now }]);
}
