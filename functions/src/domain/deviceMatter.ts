import { isGone } from "./acknowledgement.ts";
import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isErasedStill } from "./erasedStill.ts";
import { dayOf } from "./handOverDay.ts";
import { type MatterRules, openMatter } from "./matter.ts";
import { newestWipeOf } from "./newestWipe.ts";
import { shownAt } from "./shown.ts";
import type { Wipe } from "./wipe.ts";

/**
 * A device that has just registered: it is unseen again only after long enough from now. What else is open about it stays
 * open: that an old phone still answers doesn't say that it is still in use. That its certificates were erased doesn't, once it has
 * proven since to have all of its `own` that are in force; a registration may come late, or name the other one.
 */
export function seen(
  device: Device,
  { own, wipes }: { own: readonly Certificate[]; wipes: readonly Wipe[] },
  { rules, now }: { rules: MatterRules; now: Date },
): Device {
  const { matter } = device;
  const inForce = own.filter(isInForce);
  const areThere = inForce.every((one) => !isTakenForErased(one, device, wipes));
  const isRefuted = matter?.about === "unseen" || (matter?.about === "erasedNotRevoked" && areThere);
  if (device.state !== "active" || (matter && !isRefuted)) return device;
  const anchorAt = new Date(now.getTime() + rules.unseenAfter);
  return { ...device, matter: openMatter("unseen", anchorAt, rules, now) };
}

/**
 * Whether what a device's holder is told of is still believed of this certificate. Where no wipe of this enrolment proves it, because
 * an earlier enrolment's did or because it was taken back, it is as long as nobody said that it is there, and the phone hasn't shown it
 * since its holder was first to be told.
 */
export function isTakenForErased(one: Certificate, device: Device, wipes: readonly Wipe[]): boolean {
  const current = wipes.find(({ wipeId }) => wipeId === device.wipeId);
  const wipe = newestWipeOf(one, current, wipes);
  if (wipe?.state === "confirmed") return isErasedStill(one.certificateId, wipe, device);
  const said = wipe?.certificates.find(({ certificateId }) => certificateId === one.certificateId);
  if (said?.outcome !== undefined && !isGone(said)) return false;
  return device.matter !== undefined && shownAt(device, one.certificateId) <= device.matter.anchorAt;
}

/** For a device of which nothing is known to have been erased. */
export const nothingErased = { own: [], wipes: [] } as const;

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

/**
 * A device whose holder says that it is still used, or found: what is asked about it is asked anew, later. A hand-over stays, and so
 * does that its certificates were erased: that was proven, and only the phone proves otherwise.
 */
export function stillUsed(device: Device, rules: MatterRules, now: Date): Device {
  const stays = device.matter?.about === "handOver" || device.matter?.about === "erasedNotRevoked";
  return stays ? device : seen(closeMatter(device), nothingErased, { rules, now });
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
