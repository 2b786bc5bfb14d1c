import { type Decision, refuse } from "./refusal.ts";

const hour = 60 * 60_000;

/** Noon of the day whose evening before this is. */
export function dayOf({ anchorAt }: { readonly anchorAt: Date }): Date {
  return new Date(anchorAt.getTime() + 18 * hour);
}

/** When that day is over. */
export function endOfDay({ anchorAt }: { readonly anchorAt: Date }): Date {
  return new Date(anchorAt.getTime() + 30 * hour);
}

/**
 * 18:00 of the evening before a day, given as YYYY-MM-DD by the calendar of a zone; `malformed_request` for one that is over, or
 * more than a year ahead.
 */
export function eveningBefore(on: string, timeZone: string, now: Date): Decision<Date> {
  const today = localTime(now, timeZone).toISOString().slice(0, 10);
  if (on < today) return refuse("malformed_request", "That day is over: name today or a later day.");
  const inAYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  if (on > inAYear) return refuse("malformed_request", "Name a day at most a year ahead.");
  return instantOf(new Date(Date.parse(`${on}T00:00:00Z`) - 6 * hour), timeZone);
}

/** What clocks in a zone show at a time, written as if it were UTC. */
function localTime(at: Date, timeZone: string): Date {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return new Date(`${clock.format(at).replace(" ", "T")}Z`);
}

/** When clocks in a zone show this; asked twice, for the first guess may lie on the other side of a change of clocks. */
function instantOf(shown: Date, timeZone: string): Date {
  const shift = (at: number) => localTime(new Date(at), timeZone).getTime() - at;
  const guess = shown.getTime() - shift(shown.getTime());
  return new Date(shown.getTime() - shift(guess));
}
