import type { Handset } from "../domain/device.ts";
import type { DeviceStanding, InBoth } from "../domain/deviceView.ts";
import type { HibernationRule } from "../domain/hibernation.ts";
import type { Instruction } from "../domain/instruction.ts";
import type { ResetAnswer, ResetCapability } from "../domain/resetCapability.ts";
import type { Clock } from "./ports.ts";

/** Says to a holder, in both languages, how an erasure stands and what there is to do. */
interface RenderView {
  erasure(erasure: DeviceStanding["erasure"]): InBoth;
  instruction(instruction: Instruction): InBoth;
}

/** The reset registry as it was a few minutes ago at most. */
export type ReadRegistry = () => Promise<readonly ResetCapability[]>;

/** Whether initialising such a phone clears its secure element, by the same registry. */
export type ReadResetCapability = (handset: Handset) => Promise<ResetAnswer>;

/** What making views takes, besides the records. */
export interface ViewPorts {
  readonly readRegistry: ReadRegistry;
  readonly render: RenderView;
  readonly hibernation: HibernationRule;
  readonly clock: Clock;
}
