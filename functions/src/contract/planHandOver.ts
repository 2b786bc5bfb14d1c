import { z } from "zod";
import { DeviceView } from "./deviceView.ts";
import { HexId } from "./jws.ts";

/**
 * Callable `planHandOver`, within ten minutes of signing in by card: the day on which the holder hands a phone over, by the
 * calendar in Japan unless a deployment says otherwise, from today on and at most a year ahead; null takes it back.
 */
export const PlanHandOver = z.strictObject({ deviceId: HexId, on: z.iso.date().nullable() });

/** The answer: how the device stands then. The same day named again is answered alike. */
export const HandOverPlanned = z.strictObject({ device: DeviceView });
