import type { AuditOwner } from "../domain/auditChain.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";

interface Told {
  /** Absent for what is about the holder alone. */
  readonly deviceId?: string;
  readonly holderId: string;
}

/** In whose chain a wipe's or certificate's story is told: its device's, or the holder's once the device's record is gone. */
export async function findAuditOwner(
  records: Pick<Records, "devices" | "holders">,
  { deviceId, holderId }: Told,
): Promise<AuditOwner | undefined> {
  const device = deviceId === undefined ? undefined : await records.devices.read(deviceId);
  return device ?? (await records.holders.read(holderId));
}

/** The same, where there has to be one: fails when neither is kept. */
export async function readAuditOwner(
  records: Pick<Records, "devices" | "holders">,
  told: Told,
): Promise<AuditOwner> {
  const owner = await findAuditOwner(records, told);
  if (!owner) throw new Error("a wipe names a holder that isn't kept");
  return owner;
}

/** The owner showing how the wipe stands, where it is the device that has this wipe. */
export function withErasure<T extends AuditOwner>(owner: T, wipe: Wipe): T {
  const isItsOwn = "wipeId" in owner && owner.wipeId === wipe.wipeId;
  return isItsOwn ? { ...owner, erasure: erasureOf(wipe) } : owner;
}
