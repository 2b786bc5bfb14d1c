import type { Cadence } from "../domain/cadence.ts";
import type { QuietHours } from "../domain/quietHours.ts";
import type { ReminderRules } from "../flow/reminderPorts.ts";
import { milliseconds, parseDuration, parseSchedule } from "./durations.ts";
import { params } from "./params.ts";
import type { Setting } from "./settings.ts";
import { WrongSetting } from "./wrongSetting.ts";

/** When holders are reminded, from the params; throws, naming the param, for what can't be read. */
export function reminderRules(): ReminderRules {
  const unseen = parseSchedule(params.unseenReminders);
  const [unseenAfter = 0] = unseen.points;
  const newPhone = parseSchedule(params.newPhoneReminders);
  return {
    wipes: parseSchedule(params.wipeReminders),
    holds: parseSchedule(params.holdReminders),
    cadences: {
      newPhone,
      // What is left to do is the same: to revoke, by card.
      erasedNotRevoked: newPhone,
      unseen: { ...unseen, points: unseen.points.map((point) => point - unseenAfter) },
      handOver: parseCountdown(params.handOverReminders),
    },
    unseenAfter,
    handOverGrace: parseDuration(params.handOverGrace, { least: "PT0S", most: "PT1H" }),
    hibernation: {
      after: parseDuration(params.hibernatesAfter, { least: "PT1M" }),
      spread: parseDuration(params.hibernationSpread, { least: "PT0S" }),
    },
    quiet: parseQuietHours(params.quietHours),
    aWeek: atLeastTwo(),
  };
}

/**
 * Reads how long before something its reminders are due, falling, and the gap afterwards, as in "P7D P3D P1D; P30D": points
 * counted from the evening before, which is the last of them.
 */
export function parseCountdown(setting: Setting): Cadence {
  const { name } = setting;
  const [first = "", gap = ""] = setting.value().split(";");
  const before = first
    .trim()
    .split(/\s+/)
    .map((part) => milliseconds(name, part));
  const last = before.at(-1) ?? 0;
  const points = before.map((time) => last - time);
  if (points.some((point, i) => i > 0 && point <= (points[i - 1] ?? 0)))
    throw new WrongSetting(name, `: the times in "${first}" have to fall`);
  const afterwards = milliseconds(name, gap.trim());
  if (afterwards <= 0) throw new WrongSetting(name, `: "${gap.trim()}" has to be a gap longer than nothing`);
  return { points, afterwards };
}

const quietHours = /^(\d{2}):(\d{2})\/(\d{2}):(\d{2}) (\S+)$/;

/** Reads quiet hours as in "21:00/08:00 Asia/Tokyo". */
export function parseQuietHours(setting: Setting): QuietHours {
  const text = setting.value();
  const [, h1, m1, h2, m2, timeZone = ""] = quietHours.exec(text) ?? [];
  const [from, until] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
  const areTimes = [h1, h2].every((h) => Number(h) < 24) && [m1, m2].every((m) => Number(m) < 60);
  if (!areTimes || !isTimeZone(timeZone))
    throw new WrongSetting(
      setting.name,
      `: "${text}" isn't from/until and a time zone, as in "21:00/08:00 Asia/Tokyo"`,
    );
  return { from, until, timeZone };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}

function atLeastTwo(): number {
  const { name } = params.remindersAWeek;
  const aWeek = params.remindersAWeek.value();
  if (aWeek < 2) throw new WrongSetting(name, " has to be 2 or more: one is kept for what is urgent");
  return aWeek;
}
