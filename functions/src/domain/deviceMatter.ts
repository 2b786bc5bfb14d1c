import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { dayOf } from "./handOverDay.ts";
import { type MatterRules, openMatter } from "./matter.ts";

/**
 * A device that has just registered: it is unseen again only after long enough from now. What else is open about it stays
 * open: that an old phone still answers doesn't say that it is still in use. That its certificates were erased doesn't: it has
 * just proven to have them.
 */
export function seen(device: Device, rules: MatterRules, now: Date): Device {
  const isRefuted = device.matter?.about === "unseen" || device.matter?.about === "erasedNotRevoked";
  if (device.state !== "active" || (device.matter && !isRefuted)) return device;
  const anchorAt = new Date(now.getTime() + rules.unseenAfter);
  return { ...device, matter: openMatter("unseen", anchorAt, rules, now) };
}

/**
 * A device as its last contact has it. Only a registration moves the clock of what is unseen: a phone that asked for its
 * commands since is found out when the clock has come.
 */
export function heardOf(device: Device, rules: MatterRules): Device {
  const anchorAt = new Date(device.lastSeenAt.getTime() + rules.unseenAfter);
  if (device.matter?.about !== "unseen" || anchorAt <= device.matter.anchorAt) return device;
  return { ...device, matter: openMatter("unseen", anchorAt, rules, device.lastSeenAt) };
}

/** An active device whose holder has just enrolled another phone; a day of hand-over that was named says more. */
export function outdone(device: Device, rules: MatterRules, now: Date): Device {
  const isOpen = device.matter !== undefined && device.matter.about !== "unseen";
  if (device.state !== "active" || isOpen) return device;
  return { ...device, matter: openMatter("newPhone", now, rules, now) };
}

/**
 * An active device whose certificates a reset of the phone has erased although some are in force: its holder has to revoke those, by
 * card. That says more than whatever else is open about it, also than a day of hand-over: nothing but that is left to do.
 */
export function erasedInForce(
  device: Device,
  certificates: readonly Pick<Certificate, "state">[],
  { rules, now }: { rules: MatterRules; now: Date },
): Device {
  const isOpen = device.matter?.about === "erasedNotRevoked";
  if (device.state !== "active" || isOpen || !certificates.some(isInForce)) return device;
  return { ...device, matter: openMatter("erasedNotRevoked", now, rules, now) };
}

/** A device whose holder says that it is still used, or found: what is asked about it is asked anew, later; a hand-over stays. */
export function stillUsed(device: Device, rules: MatterRules, now: Date): Device {
  return device.matter?.about === "handOver" ? device : seen(closeMatter(device), rules, now);
}

/** The day on which a device is handed over, where its holder named one. */
export function handOverOf({ matter }: Pick<Device, "matter">): { handOverOn?: Date } {
  return matter?.about === "handOver" ? { handOverOn: dayOf(matter) } : {};
}

/** A device without its matter. */
export function closeMatter(device: Device): Device {
  const { matter, ...rest } = device;
  return rest;
}

/** A device whose certificates have all been revoked: only a hand-over stays to be told of, until its day is past. */
export function settled(device: Device): Device {
  return device.matter?.about === "handOver" ? device : closeMatter(device);
}
