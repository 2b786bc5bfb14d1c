import type { DeviceView } from "../domain/deviceView.ts";
import type { Card } from "../domain/holder.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";

/** The cards of one person. */
export interface CardLookups {
  of(holderId: string): Promise<readonly Card[]>;
  /** Those of a person who was known under this id before a renewal, and goes by another one now. */
  succeeding(holderId: string): Promise<readonly Card[]>;
}

/** Below each holder: what that holder sees of a device. */
export interface DeviceViews {
  read(holderId: string, deviceId: string): Promise<DeviceView | undefined>;
  keep(holderId: string, view: DeviceView): void;
}

/** The reset registry: small, and always read whole. */
export interface WholeRegistry {
  all(): Promise<readonly ResetCapability[]>;
}
