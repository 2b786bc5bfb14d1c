import type { DeviceView } from "../domain/deviceView.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";
import type { Shelf } from "./shelf.ts";

/** Below each holder: what that holder sees of a device. */
interface DeviceViews {
  read(holderId: string, deviceId: string): Promise<DeviceView | undefined>;
  keep(holderId: string, view: DeviceView): void;
}

/** The reset registry: small, and always read whole. */
interface RegistryShelf extends Shelf<ResetCapability> {
  all(): Promise<readonly ResetCapability[]>;
}

/** What views are kept in and made with. */
export interface ViewRecords {
  readonly deviceViews: DeviceViews;
  readonly resetCapabilities: RegistryShelf;
}
