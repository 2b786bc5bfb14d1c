import { z } from "zod";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { deviceStates } from "../domain/device.ts";
import { shownErasures } from "../domain/deviceView.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { instructions } from "../domain/instruction.ts";
import { at } from "./codecs.ts";

const inBoth = z.object({ ja: z.string(), en: z.string() });

/** `holders/{holderId}/devices/{deviceId}`: the holder's own view, which an app listens to. */
export const DeviceViewFields = z.object({
  deviceId: z.string(),
  model: z.string(),
  state: z.enum(deviceStates),
  certificates: z.array(
    z.object({
      kind: z.enum(certificateKinds),
      state: z.enum(certificateStates),
      changedAt: at.exactOptional(),
    }),
  ),
  erasure: z.object({ state: z.enum(shownErasures), evidence: z.enum(evidenceLevels), words: inBoth }),
  todo: inBoth.extend({ instruction: z.enum(instructions) }),
  lastSeenAt: at,
  nextStepAt: at.exactOptional(),
  handOverOn: at.exactOptional(),
  updatedAt: at,
});
