import type { AttemptSchedule } from "../../functions/src/domain/attemptSchedule.ts";
import type { Cadence } from "../../functions/src/domain/cadence.ts";
import type { QuietHours } from "../../functions/src/domain/quietHours.ts";
import { milliseconds, parseSchedule } from "../../functions/src/entry/durations.ts";
import { params } from "../../functions/src/entry/params.ts";
import { parseQuietHours } from "../../functions/src/entry/reminderRules.ts";
import type { Setting } from "../../functions/src/entry/settings.ts";

/** When pushes and reminders are sent. */
export interface Policy {
  readonly name: string;
  readonly schedule: AttemptSchedule;
  /** Absent where nobody is reminded. */
  readonly cadence: Cadence | undefined;
  readonly quiet: QuietHours;
  readonly aWeek: number;
}

/** A param at its default, as what reads settings takes it. */
function byDefault(param: Parameters<typeof defaultOf>[0]): Setting {
  return { name: param.name, value: () => defaultOf(param) };
}

/** A param's default: what a deployment does that says nothing else. */
function defaultOf(param: {
  readonly name: string;
  readonly options: { readonly default?: unknown };
}): string {
  const { default: value } = param.options;
  if (typeof value !== "string") throw new Error(`${param.name} has no default that can be read`);
  return value;
}

const attempts = {
  deferral: milliseconds("ATTEMPT_DEFERRAL", defaultOf(params.attemptDeferral)),
  jitter: 0.1,
  quiet: milliseconds("ATTEMPT_QUIET", defaultOf(params.attemptQuiet)),
  handOver: {
    gap: milliseconds("HAND_OVER_GAP", defaultOf(params.handOverGap)),
    window: milliseconds("HAND_OVER_WINDOW", defaultOf(params.handOverWindow)),
  },
};
const quiet = parseQuietHours(byDefault(params.quietHours));
const ourSchedule = { ...attempts, ...parseSchedule(byDefault(params.attemptSchedule)) };
const ourCadence = parseSchedule(byDefault(params.wipeReminders));
const rest = { quiet, aWeek: 3 };

/** What is compared: first what is least trouble, then what is most, then ours without and with its reminders. */
export const policies: readonly Policy[] = [
  {
    ...{ name: "one push and no more", cadence: undefined, ...rest },
    schedule: { ...attempts, ...parseSchedule({ name: "one push", value: () => "PT0S; P400D" }) },
  },
  {
    ...{ name: "daily push, no reminders", cadence: undefined, ...rest },
    schedule: { ...attempts, ...parseSchedule({ name: "daily push", value: () => "PT0S; P1D" }) },
  },
  { name: "our pushes, no reminders", schedule: ourSchedule, cadence: undefined, ...rest },
  { name: "ours", schedule: ourSchedule, cadence: ourCadence, ...rest },
];
