import { breakIn, emptyChain } from "../../functions/src/domain/auditChain.ts";
import type { AuditHead } from "../../functions/src/domain/holder.ts";
import type { Violation } from "./judge.ts";
import type { SeenDevice, Snapshot } from "./snapshot.ts";

/** Every holder's chain is whole from its first entry, and every device's from the holder's entry on its registration. */
export function judgeChains(snapshot: Snapshot): Violation[] {
  const { holders, devices } = snapshot;
  return [
    ...holders.map(({ holderId, auditHead }) => ({
      chain: `holders/${holderId}`,
      start: emptyChain,
      head: auditHead,
    })),
    ...devices.map((device) => ({
      chain: `devices/${device.deviceId}`,
      start: startOf(device, snapshot),
      head: device.auditHead,
    })),
  ].flatMap(({ chain, ...ends }) => {
    const entries = snapshot.audit.filter((entry) => entry.chain === chain);
    const broken = breakIn(ends, entries);
    return broken === undefined ? [] : [{ subject: chain, what: broken }];
  });
}

function startOf({ deviceId }: SeenDevice, { audit }: Snapshot): AuditHead {
  const registered = audit.find(
    ({ act, subjects }) => act === "deviceRegistered" && subjects.includes(`devices/${deviceId}`),
  );
  return { sequence: 0, hash: registered?.hash ?? "not told" };
}
