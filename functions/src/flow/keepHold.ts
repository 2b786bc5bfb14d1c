import type { Cadence } from "../domain/cadence.ts";
import {
  type Certificate,
  currentHold,
  type HoldSpan,
  hold as holdCertificate,
} from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { type HeldCertificate, type Hold, withNextStep } from "../domain/hold.ts";
import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Holder } from "../domain/holder.ts";
import type { IdentificationMethod } from "../domain/identification.ts";
import { isRefused } from "../domain/refusal.ts";
import { shardOf } from "../domain/shard.ts";
import { appendAudit } from "./appendAudit.ts";
import type { Records } from "./ports.ts";
import type { ShownHold } from "./showHold.ts";

/** A device with those of its certificates that are on hold now, by this hold or an earlier one. */
interface HeldDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
}

/** What a hold makes of these devices; one whose certificates have all ended is left out. */
export function planHold(found: readonly HeldDevice[], span: HoldSpan): readonly HeldDevice[] {
  const held = found.map(({ device, certificates }) => ({
    device,
    certificates: certificates.flatMap((certificate) => {
      const after = holdCertificate(certificate, span);
      return isRefused(after) ? [] : [after];
    }),
  }));
  return held.filter(({ certificates }) => certificates.length > 0);
}

interface HoldOrder {
  readonly holdId: string;
  readonly holder: Holder;
  readonly choice: HoldChoice | undefined;
  readonly agentId: string;
  readonly identifiedBy: IdentificationMethod;
  readonly digest: string;
  readonly schedule: Cadence;
  readonly now: Date;
}

const day = 86_400_000;

/** Writes the held certificates, the hold with its clock, and the audit in the caller's one transaction. */
export function keepHold(
  records: Pick<Records, "holders" | "devices" | "certificates" | "holds" | "audit">,
  plan: readonly HeldDevice[],
  order: HoldOrder,
): ShownHold {
  const { holdId, holder, choice, agentId, identifiedBy, digest, schedule, now } = order;
  const certificates = plan.flatMap(covered);
  const { escalateAfterDays: days } = choice ?? {};
  const placed: Hold = {
    ...{ holdId, holderId: holder.holderId, agentId, identifiedBy, digest, certificates },
    state: "joined",
    placedAt: now,
    ...(days === undefined ? {} : { escalateAt: new Date(now.getTime() + days * day) }),
    reminders: 0,
    shard: shardOf(holdId),
  };
  // Where an earlier hold has them all, its clock runs, and a second one would remind twice.
  const isNew = certificates.some(({ heldBy }) => heldBy === holdId);
  const hold: Hold = isNew ? withNextStep({ ...placed, state: "open" }, schedule) : placed;
  records.holds.keep(hold);
  return { hold, devices: plan.map((held) => keepHeld(records, held, hold)) };
}

function keepHeld(
  records: Pick<Records, "holders" | "devices" | "certificates" | "audit">,
  { device, certificates }: HeldDevice,
  { holdId, agentId, placedAt: at }: Hold,
): HeldDevice {
  for (const certificate of certificates) records.certificates.keep(certificate);
  const subjects = [`devices/${device.deviceId}`, `holds/${holdId}`, `staff/${agentId}`];
  const fact = { act: "certificatesHeld", actor: "agent", method: "staffSession", subjects, at } as const;
  return { device: appendAudit(records, device, [fact]), certificates };
}

function covered({ device, certificates }: HeldDevice): readonly HeldCertificate[] {
  return certificates.map((certificate) => ({
    certificateId: certificate.certificateId,
    deviceId: device.deviceId,
    heldBy: currentHold(certificate)?.holdId ?? "",
  }));
}
