import { deviceOf } from "../../../functions/src/store/firestoreStore.ts";
import { certificatesOf, isGone } from "./phones.ts";
import { remindersOf } from "./stored.ts";
import type { Universe } from "./universe.ts";

const hour = 60 * 60_000;
const week = 7 * 24 * hour;

/** An evening before a hand-over: of which phone, and when. */
interface Evening {
  readonly path: string;
  readonly at: number;
}

/** The evenings that have to be reminded of, each of them: they are ahead, and nobody else may have the phone. */
export function eveningsAhead(world: Universe): readonly Evening[] {
  return world.documents.paths("devices").flatMap((path) => {
    const device = deviceOf(world.documents.at(path));
    if (device?.matter?.about !== "handOver" || isGone(certificatesOf(device, world))) return [];
    const at = device.matter.anchorAt.getTime();
    return at > world.clock().getTime() ? [{ path, at }] : [];
  });
}

/** Whether two of them are in one week. */
export function isWithinAWeek(evenings: readonly Evening[]): boolean {
  const times = evenings.map(({ at }) => at).toSorted((one, other) => one - other);
  return times.some((at, i) => i > 0 && at - (times[i - 1] ?? 0) < week);
}

/** Whether the holder was reminded that evening, or by noon of the day itself where the evening was quiet. */
export function isRemindedOf({ path, at }: Evening, world: Universe): boolean {
  return remindersOf(world).some(({ subject, dueAt: made, stoppedBecause }) => {
    const isInTime = made.getTime() >= at && made.getTime() < at + 18 * hour;
    return subject === path && isInTime && stoppedBecause !== "closed";
  });
}
