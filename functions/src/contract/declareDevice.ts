import { z } from "zod";
import { declarationNexts, declarations } from "../domain/declaration.ts";
import { DeviceView } from "./deviceView.ts";
import { HexId } from "./jws.ts";

/**
 * Callable `declareDevice`, within ten minutes of signing in by card: the holder's own word on what became of a phone. It is
 * believed as the holder's word, no further: it never confirms an erasure.
 */
export const DeclareDevice = z.strictObject({ deviceId: HexId, declaration: z.enum(declarations) });

/** The answer: what follows, and how the device stands then. The same said again is answered alike. */
export const DeviceDeclared = z.strictObject({ next: z.enum(declarationNexts), device: DeviceView });
