import { stepOfTime } from "./erasureTime.ts";
import { hexDigest } from "./hash.ts";
import type { Notice } from "./notice.ts";
import { plainModel } from "./plainModel.ts";
import type { Reminder } from "./reminder.ts";
import type { DayBounds } from "./rollUpDay.ts";
import type { Sending } from "./sending.ts";
import type { Wipe } from "./wipe.ts";

/** What is read of a wipe to count it. */
export type CountedWipe = Pick<
  Wipe,
  "state" | "cause" | "evidence" | "openedAt" | "endedAt" | "appVersion" | "model"
>;

/** What is read of a reminder or notice to count it. */
export type CountedMessage = Pick<Sending, "state" | "dueAt" | "channel" | "stoppedBecause"> & {
  readonly holderId: string;
  /** When it was sent or stopped; absent while it is due. */
  readonly endedAt?: Date;
  readonly about: Reminder["about"] | Notice["about"];
};

/** How often what was counted, by counters whose names `dayFigures` reads again. Names no one thing and nobody. */
export type Tally = Readonly<Record<string, number>>;

const dayLength = 24 * 60 * 60_000;

/** How old wipes are, and from which day on they no longer count there. */
export const ageBuckets = [
  ["day1", 1],
  ["days2to7", 7],
  ["days8to30", 30],
  ["days31to90", 90],
  ["older", Number.POSITIVE_INFINITY],
] as const;

/** Holders are told apart by as many places: enough to say within some percent how many they are, up to 20,000. */
export const holderPlaces = 4096;

/** So many models, and so many versions, are counted by themselves; what comes up later that day counts as "other". */
const mostGroups = 200;

/** What an open wipe counts as: by how old it was at the end of the day, and by what it waits for. */
export function countOpen(wipe: CountedWipe, { until }: DayBounds): readonly string[] {
  const cause = wipe.state === "stuck" ? `stuck (${wipe.cause ?? "unknown"})` : wipe.state;
  return [ageAt(until, wipe), `openCause:${cause}`];
}

/** What a wipe that has ended counts as: on its day as ended, before it as still open. */
export function countEnded(wipe: CountedWipe, { from, until }: DayBounds): readonly string[] {
  const { state, evidence, openedAt, endedAt } = wipe;
  if (endedAt === undefined || endedAt < from) return [];
  if (endedAt >= until)
    return openedAt < until ? [ageAt(until, wipe), "openCause:ended before it was counted"] : [];
  const end = [`end:${state}`, `evidence:${evidence}`];
  if (state !== "confirmed") return end;
  const step = stepOfTime(endedAt.getTime() - openedAt.getTime());
  const model = plainModel(wipe.model ?? "unknown");
  return [
    ...end,
    `time:${step}`,
    `model:${step}:${model}`,
    `appVersion:${step}:${wipe.appVersion ?? "unknown"}`,
  ];
}

/** What a reminder or notice counts as: on the day on which it was sent or stopped as that, until then as still due. */
export function countMessage(
  kind: "reminders" | "notices",
  { state, dueAt, endedAt, about, channel, stoppedBecause, holderId }: CountedMessage,
  { from, until }: DayBounds,
): readonly string[] {
  if (endedAt === undefined || endedAt >= until) return dueAt < until ? [`${kind}:due`] : [];
  if (endedAt < from) return [];
  if (state === "sent") return [`${kind}:sent:${about}:${channel ?? "unknown"}`];
  const cause = stoppedBecause ?? "unknown";
  const isUnreached = cause === "noChannel" || cause === "failed";
  return [`${kind}:stopped:${cause}`, ...(isUnreached ? [`unreached:${placeOf(holderId)}`] : [])];
}

/** A tally with these counted too. */
export function addToTally(tally: Tally, counters: readonly string[]): Tally {
  const counts = new Map(Object.entries(tally));
  const groups = new Map<string, Set<string>>();
  for (const counter of counts.keys()) withinGroups(counter, groups);
  for (const counter of counters) {
    const name = withinGroups(counter, groups);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

const grouped = /^(?<kind>model|appVersion):(?<step>\d+):(?<name>.*)$/s;

/** The counter to use: phones call themselves what they like, and the document they are counted in has an end. */
function withinGroups(counter: string, groups: Map<string, Set<string>>): string {
  const { kind, step, name } = grouped.exec(counter)?.groups ?? {};
  if (kind === undefined || name === undefined || name === "other") return counter;
  const known = groups.get(kind) ?? new Set();
  if (!known.has(name) && known.size >= mostGroups) return `${kind}:${step}:other`;
  groups.set(kind, known.add(name));
  return counter;
}

function ageAt(until: Date, { openedAt }: CountedWipe): string {
  const day = (until.getTime() - openedAt.getTime()) / dayLength;
  return `openAge:${ageBuckets.find(([, last]) => day <= last)?.[0]}`;
}

/** Two holders may share a place, and no place leads back to a holder. */
function placeOf(holderId: string): number {
  return Number.parseInt(hexDigest("holderPlace", holderId).slice(0, 8), 16) % holderPlaces;
}
