import type { AuditOwner } from "../domain/auditChain.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";

/** In whose chain a wipe's story is told: its device's, or the holder's once the device's record is gone. */
export async function readAuditOwner(
  records: Pick<Records, "devices" | "holders">,
  { deviceId, holderId }: Wipe,
): Promise<AuditOwner> {
  const device = await records.devices.read(deviceId);
  const owner = device ?? (await records.holders.read(holderId));
  if (!owner) throw new Error("a wipe names a holder that isn't kept");
  return owner;
}

/** The owner showing how the wipe stands, where it is the device that has this wipe. */
export function withErasure<T extends AuditOwner>(owner: T, wipe: Wipe): T {
  const isItsOwn = "wipeId" in owner && owner.wipeId === wipe.wipeId;
  return isItsOwn ? { ...owner, erasure: erasureOf(wipe) } : owner;
}
