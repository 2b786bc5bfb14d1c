import { z } from "zod";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { deviceStates } from "../domain/device.ts";
import { shownErasures } from "../domain/deviceView.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { instructions } from "../domain/instruction.ts";
import { HexId } from "./jws.ts";

const at = z.iso.datetime();
const inBoth = { ja: z.string(), en: z.string() };

/**
 * What a holder sees of one device. The live view in Firestore has the same fields, with timestamps in place of texts. Whether the
 * certificates are revoked and whether they are erased are two things.
 */
export const DeviceView = z.strictObject({
  deviceId: HexId,
  model: z.string(),
  state: z.enum(deviceStates),
  certificates: z.array(
    z.strictObject({
      kind: z.enum(certificateKinds),
      state: z.enum(certificateStates),
      /** Since when it is so; absent for one that was never touched. */
      changedAt: at.optional(),
    }),
  ),
  erasure: z.strictObject({
    state: z.enum(shownErasures),
    evidence: z.enum(evidenceLevels),
    words: z.strictObject(inBoth),
  }),
  /** What the holder should do now, as a code and in words. */
  todo: z.strictObject({ instruction: z.enum(instructions), ...inBoth }),
  lastSeenAt: at,
  /** When something is next done for it; may be past for a moment. */
  nextStepAt: at.optional(),
  /** The day on which the holder hands it over, where one was named. */
  handOverOn: at.optional(),
  updatedAt: at,
});
export type DeviceView = z.infer<typeof DeviceView>;

/** Callable `listDevices`, within ten minutes of signing in by card: every device of the person, in whatever state. */
export const ListDevices = z.strictObject({});

/** The answer; the device registered last comes first. */
export const ListedDevices = z.strictObject({ devices: z.array(DeviceView) });
