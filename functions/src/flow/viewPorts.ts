import type { DeviceStanding, InBoth } from "../domain/deviceView.ts";
import type { HibernationRule } from "../domain/hibernation.ts";
import type { Instruction } from "../domain/instruction.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";
import type { Clock } from "./ports.ts";

/** Says to a holder, in both languages, how an erasure stands and what there is to do. */
export interface RenderView {
  erasure(erasure: DeviceStanding["erasure"]): InBoth;
  instruction(instruction: Instruction): InBoth;
}

/** The reset registry as it was a few minutes ago at most. */
export type ReadRegistry = () => Promise<readonly ResetCapability[]>;

/** What making views takes, besides the records. */
export interface ViewPorts {
  readonly readRegistry: ReadRegistry;
  readonly render: RenderView;
  readonly hibernation: HibernationRule;
  readonly clock: Clock;
}
