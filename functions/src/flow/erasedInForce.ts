import type { AuditOwner } from "../domain/auditChain.ts";
import type { Certificate } from "../domain/certificate.ts";
import { erasedInForce } from "../domain/deviceMatter.ts";
import type { MatterRules } from "../domain/matter.ts";
import { isErasedInForce } from "../domain/reset.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";

/** The certificates of a wipe's device, where some may be in force because a reset had them listed; else none are read. */
export async function readAfterReset(
  records: Pick<Records, "certificates">,
  owner: AuditOwner | undefined,
  { resetVersion }: Wipe,
): Promise<readonly Certificate[]> {
  const isAsked = resetVersion !== undefined && owner !== undefined && "certificateIds" in owner;
  return isAsked ? readOwnCertificates(records, owner) : [];
}

/** The owner with what its holder has to be reminded of, where all of this wipe is gone and some of it is in force. */
export function withErasedInForce(
  owner: AuditOwner,
  { after, own, rules, now }: { after: Wipe; own: readonly Certificate[]; rules: MatterRules; now: Date },
): AuditOwner {
  if (!("wipeId" in owner) || owner.wipeId !== after.wipeId) return owner;
  const isErased = isErasedInForce({ device: owner, certificates: own, wipe: after });
  return isErased ? erasedInForce(owner, own, { rules, now }) : owner;
}
