import { Temporal } from "temporal-polyfill";
import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import type { Setting } from "./settings.ts";
import { WrongSetting } from "./wrongSetting.ts";

/**
 * Reads a schedule of ISO 8601 durations since a wipe's opening or a hold's placing, as in "PT0S PT5M P1D; P1D until P14D; P30D": points,
 * then any number of gaps until a time, then the gap afterwards. Throws, naming the param and the part, for anything else.
 */
export function parseSchedule(setting: Setting): Pick<AttemptSchedule, "points" | "afterwards"> {
  const param = setting.name;
  const inSchedule = (part: string) => milliseconds(param, part);
  const parts = setting
    .value()
    .split(";")
    .map((part) => part.trim());
  const [first = "", ...others] = parts;
  const afterwards = inSchedule(others.pop() ?? "");
  const points = first.split(/\s+/).map(inSchedule);
  for (const repeat of others) points.push(...repeated(param, repeat, points.at(-1) ?? 0));
  if (points.some((point, i) => point <= (points[i - 1] ?? -1)))
    throw new WrongSetting(param, `: the times in "${first}" have to rise from PT0S or later`);
  if (afterwards <= 0)
    throw new WrongSetting(param, `: "${parts.at(-1)}" has to be a gap longer than nothing`);
  return { points, afterwards };
}

function repeated(param: string, text: string, from: number): number[] {
  const [gap = 0, end = 0, ...more] = text.split(" until ").map((part) => milliseconds(param, part));
  if (gap <= 0 || end <= from || more.length > 0)
    throw new WrongSetting(param, `: "${text}" has to be a gap "until" a later time`);
  const count = Math.floor((end - from) / gap);
  return Array.from({ length: count }, (_, i) => from + (i + 1) * gap);
}

/** An ISO 8601 duration of days or less in milliseconds; throws, naming the param, for anything else. */
export function milliseconds(param: string, text: string): number {
  try {
    return Temporal.Duration.from(text).total({ unit: "millisecond" });
  } catch {
    throw new WrongSetting(
      param,
      `: "${text}" isn't an ISO 8601 duration of days or less, such as PT5M or P1D`,
    );
  }
}

/** The bounds of a duration, both allowed, as ISO 8601 durations too. */
interface Bounds {
  readonly least: string;
  readonly most?: string;
}

/** A duration in milliseconds; throws, naming the setting, for what isn't one or lies outside of its bounds. */
export function parseDuration(setting: Setting, { least, most }: Bounds): number {
  const { name } = setting;
  const length = milliseconds(name, setting.value().trim());
  if (length < milliseconds(name, least)) throw new WrongSetting(name, ` has to be at least ${least}`);
  if (most !== undefined && length > milliseconds(name, most))
    throw new WrongSetting(name, ` has to be at most ${most}`);
  return length;
}
