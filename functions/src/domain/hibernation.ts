import type { Device } from "./device.ts";

/** How Android puts unused apps to sleep (developer.android.com, App hibernation); milliseconds. */
export interface HibernationRule {
  /** How long nobody may have opened the app. */
  readonly after: number;
  /** How much later it may happen: the system looks for unused apps only every so often. */
  readonly spread: number;
}

/** When something that isn't known exactly will be: not before, and not after. */
export interface Forecast {
  readonly from: Date;
  readonly to: Date;
}

/** The first Android that puts apps to sleep so that no push wakes them, and runs none of their work. */
const firstToHibernate = 12;

/**
 * When Android puts the app on this phone to sleep unless somebody opens it: its push target doesn't wake it then.
 * Undefined for an iPhone and an older Android, which don't. An app may ask for its commands with nobody looking, which is no
 * use in Android's eyes: so the range starts from when it registered last, at a start, and ends counted from when it was
 * last heard from; it was awake then. An Android whose version can't be read is taken for a new one.
 */
export function forecastHibernation(
  { handset, pushTarget, lastSeenAt }: Pick<Device, "handset" | "pushTarget" | "lastSeenAt">,
  { after, spread }: HibernationRule,
): Forecast | undefined {
  const version = Number.parseInt(handset.osVersion, 10);
  if (handset.platform !== "android" || version < firstToHibernate) return undefined;
  const from = Math.max(lastSeenAt.getTime(), pushTarget.seenAt.getTime() + after);
  return { from: new Date(from), to: new Date(lastSeenAt.getTime() + after + spread) };
}
