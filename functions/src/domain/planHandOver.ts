import { type AttemptSchedule, hastenAttempt } from "./attemptSchedule.ts";
import { isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { closeMatter, handOverOf, nothingErased, outdone, seen } from "./deviceMatter.ts";
import type { DeviceParts } from "./deviceView.ts";
import { type MatterRules, openMatter } from "./matter.ts";
import { isOpen } from "./wipeMoves.ts";

/** What a plan is made by. */
interface PlanRules {
  readonly rules: MatterRules;
  readonly schedule: AttemptSchedule;
  readonly now: Date;
}

/**
 * A device whose holder hands it over after this evening, instead of whatever else was open about it; its open wipe is attempted
 * more often before that, from now on. The very same one where that evening is planned already.
 */
export function planHandOver(
  parts: DeviceParts,
  anchorAt: Date,
  { rules, schedule, now }: PlanRules,
): DeviceParts {
  const { matter } = parts.device;
  if (matter?.about === "handOver" && matter.anchorAt.getTime() === anchorAt.getTime()) return parts;
  const device = { ...parts.device, matter: openMatter("handOver", anchorAt, rules, now) };
  const { wipe } = parts;
  if (!wipe || !isOpen(wipe.state)) return { ...parts, device };
  return { ...parts, device, wipe: hastenAttempt({ ...wipe, ...handOverOf(device) }, schedule, now) };
}

/**
 * A device that isn't handed over after all: what was asked about it before is asked anew, unless nothing in it is in force. Attempts
 * of its wipe are as far apart as others' again, after the one that is due. The very same one where nothing was planned.
 */
export function takeBackHandOver(
  parts: DeviceParts,
  others: readonly Device[],
  { rules, now }: Pick<PlanRules, "rules" | "now">,
): DeviceParts {
  if (parts.device.matter?.about !== "handOver") return parts;
  const closed = closeMatter(parts.device);
  const isNewer = ({ registeredAt }: Device) => registeredAt > closed.registeredAt;
  const isInUse = parts.certificates.some(isInForce);
  const asked = others.some(isNewer)
    ? outdone(closed, rules, now)
    : seen(closed, nothingErased, { rules, now });
  const device = isInUse ? asked : closed;
  if (parts.wipe?.handOverOn === undefined) return { ...parts, device };
  const { handOverOn, ...wipe } = parts.wipe;
  return { ...parts, device, wipe };
}
