import type { HolderCause } from "../../../functions/src/domain/revocation.ts";

/** What the channels say to a message; `dies` is a process that ends before it knows. */
export const answersOfChannels = ["push", "email", "failed", "noChannel", "notWanted", "dies"] as const;
export type ChannelAnswer = (typeof answersOfChannels)[number];

/** How a history is set: the deployment's rules. */
export interface Setting {
  /** Quiet from/until, minutes of the day in Tokyo; the same twice for never. */
  readonly quiet: readonly [number, number];
  readonly aWeek: number;
}

/** What people, phones and the service do to each other. `phone` is a number, whatever was enrolled on it last. */
export type Deed =
  | { readonly do: "enrol"; readonly phone: number; readonly isRenewed: boolean }
  | { readonly do: "fetch"; readonly phone: number }
  | { readonly do: "revoke"; readonly phone: number; readonly cause: HolderCause }
  | { readonly do: "attempt"; readonly ends: "accepted" | "unavailable" | "unsigned" }
  | { readonly do: "erase"; readonly phone: number }
  | { readonly do: "nameDay"; readonly phone: number; readonly days: number }
  /** Names a day, revokes and erases: all that a careful holder does. */
  | { readonly do: "partWith"; readonly phone: number; readonly days: number }
  /** By a card of whoever has this phone: all that is in force in their phones. */
  | { readonly do: "hold"; readonly phone: number }
  | { readonly do: "release" };

/** A run of the service's own: a task for any subject at any time, or the hourly job. */
export interface Run {
  readonly do: "run";
  readonly by: "task" | "twoTasks" | "job" | "twoJobs";
  /** Which of the subjects the task names. */
  readonly pick: number;
  readonly channels: ChannelAnswer;
  readonly chance: number;
  /** After how many commits the process is gone. */
  readonly diesAfter: number | undefined;
  /** What happens while the channels are at it. */
  readonly meanwhile: Deed | undefined;
}

/** The CA tells that the second card is the first one's successor: both holders are one person. */
interface Link {
  readonly do: "link";
}

export type Step = Deed | Run | Link | { readonly do: "wait"; readonly minutes: number };

export interface History {
  readonly setting: Setting;
  readonly steps: readonly Step[];
  /** Phones that are enrolled last of all, and the days on which they go, before everything goes well. */
  readonly plans: readonly (readonly [Deed & { readonly do: "enrol" }, Deed & { readonly do: "nameDay" }])[];
}
