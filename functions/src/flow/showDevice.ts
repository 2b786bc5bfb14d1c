import type { Device } from "../domain/device.ts";
import { isSameView } from "../domain/deviceView.ts";
import { makeView, readParts } from "./makeView.ts";
import type { Records, Transact } from "./ports.ts";
import type { ViewPorts } from "./viewPorts.ts";

interface Ports extends ViewPorts {
  readonly transact: Transact<"devices" | "certificates" | "wipes" | "cards" | "deviceViews">;
}

/**
 * Makes one device's live view anew from what is stored now, and writes it only where it differs: called twice, late or out of
 * order it comes to the same. A device that isn't there has none. A person who is known under several ids since a card was
 * renewed sees it under each of them.
 */
export async function showDevice(
  deviceId: string,
  { transact, readRegistry, ...ports }: Ports,
): Promise<void> {
  const registry = await readRegistry();
  await transact(async (records) => {
    const device = await records.devices.read(deviceId);
    if (!device) return;
    const view = makeView(await readParts(records, device), { ...ports, registry });
    const holderIds = await personOf(records, device);
    const before = await Promise.all(holderIds.map((id) => records.deviceViews.read(id, deviceId)));
    for (const [i, holderId] of holderIds.entries()) {
      const shown = before[i];
      if (!shown || !isSameView(shown, view)) records.deviceViews.keep(holderId, view);
    }
  });
}

/** The ids that a device's holder may sign in with: its own, and the one that a renewed card leads to. */
export async function personOf(
  records: Pick<Records, "cards">,
  { holderId }: Device,
): Promise<readonly string[]> {
  const cards = await records.cards.knowing(holderId);
  return [...new Set([holderId, ...cards.map((card) => card.holderId)])];
}
