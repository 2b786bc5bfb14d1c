/** When nobody is disturbed: from one minute of the day until another, across midnight where it ends before it begins. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
  /** IANA name of the zone that they are counted in. */
  readonly timeZone: string;
}

const minute = 60_000;
const day = 24 * 60;
/** What was put off in the night isn't sent in one burst in the morning: it is spread over this long. */
const spread = 60 * minute;

/**
 * A time outside the quiet hours: the same, or later, within the hour after they end, or what is left of the day if that is
 * less. `chance`, at least 0 and below 1, says where in that hour.
 */
export function afterQuiet(at: Date, quiet: QuietHours, chance: number): Date {
  if (!isQuiet(at, quiet)) return at;
  const wait = (quiet.until - minuteOf(at, quiet.timeZone) + day) % day;
  const ended = new Date(Math.floor(at.getTime() / minute) * minute + wait * minute);
  const open = ((quiet.from - quiet.until + day) % day) * minute;
  const later = new Date(ended.getTime() + Math.floor(chance * Math.min(spread, open)));
  // Where clocks change in the night, an hour of it may be left.
  return isQuiet(later, quiet) ? new Date(later.getTime() + spread) : later;
}

/** Whether it is quiet now. */
export function isQuiet(at: Date, { from, until, timeZone }: QuietHours): boolean {
  const now = minuteOf(at, timeZone);
  return from <= until ? now >= from && now < until : now >= from || now < until;
}

/** When it is next quiet, now included; undefined where it never is. */
export function quietFrom(at: Date, quiet: QuietHours): Date | undefined {
  if (quiet.from === quiet.until) return undefined;
  return isQuiet(at, quiet) ? at : nextTime(at, quiet.from, quiet.timeZone);
}

/** When the calendar day is over in a zone. */
export function endOfToday(at: Date, timeZone: string): Date {
  return nextTime(at, 0, timeZone);
}

/** When clocks in a zone next show this minute of the day; looked at again there, for they may be changed on the way. */
function nextTime(at: Date, minuteOfDay: number, timeZone: string): Date {
  const wait = (minuteOfDay - minuteOf(at, timeZone) + day) % day || day;
  const guess = Math.floor(at.getTime() / minute) * minute + wait * minute;
  const off = minuteOfDay - minuteOf(new Date(guess), timeZone);
  const nearest = off > day / 2 ? off - day : off < -day / 2 ? off + day : off;
  return new Date(guess + nearest * minute);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The minute of the day in a zone. */
function minuteOf(at: Date, timeZone: string): number {
  const clock = clocks.get(timeZone) ?? clockOf(timeZone);
  clocks.set(timeZone, clock);
  const [hours = 0, minutes = 0] = clock.format(at).split(":").map(Number);
  return hours * 60 + minutes;
}

/** Making one takes far longer than using it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}
