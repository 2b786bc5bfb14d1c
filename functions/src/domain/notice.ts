import type { Device } from "./device.ts";
import { dayNumber, foundStates } from "./found.ts";
import { hexDigest } from "./hash.ts";
import type { Hold, HoldState } from "./hold.ts";
import { beginSending, type Sending, sendingOf } from "./sending.ts";
import { isRevocations, type StuckCause, type Wipe } from "./wipe.ts";
import type { WipeState } from "./wipeMoves.ts";

/** What is told at once because it has happened. */
export const noticeSubjects = [
  "revoked",
  "erased",
  "closedUnverified",
  "wipeStuck",
  "held",
  "released",
  "escalated",
  "checked",
  "foundInForce",
  "foundErased",
] as const;
export type NoticeSubject = (typeof noticeSubjects)[number];

/** What may be somebody else's doing is told at any hour; the rest can wait until the morning. */
export const noticeHours = {
  revoked: "any",
  held: "any",
  escalated: "any",
  released: "any",
  erased: "day",
  closedUnverified: "day",
  wipeStuck: "day",
  checked: "day",
  foundInForce: "any",
  foundErased: "day",
} as const satisfies Record<NoticeSubject, "any" | "day">;

/** A message about something that happened. */
export interface Notice extends Sending {
  readonly noticeId: string;
  readonly holderId: string;
  readonly about: NoticeSubject;
  /** Document path of what it happened to. */
  readonly subject: string;
}

/** Something that happened to a document; `version` and `cause` tell apart what may happen to it more than once. */
export interface Happening extends Pick<Notice, "holderId" | "about" | "subject"> {
  readonly version: number;
  readonly cause?: StuckCause;
}

/** A notice as it is given; its id says what happened to what, so that an event told twice makes one. */
export function notice({ holderId, about, subject, version, cause }: Happening, now: Date): Notice {
  const noticeId = hexDigest(subject, about, String(version), ...(cause ? [cause] : []));
  return { noticeId, holderId, about, subject, ...beginSending(now) };
}

/** A notice with what has become of its sending. */
export function noticeWith(notice: Notice, sending: Sending): Notice {
  const { noticeId, holderId, about, subject } = notice;
  return { noticeId, holderId, about, subject, ...sendingOf(sending) };
}

/**
 * What a change of a wipe means to its holder; `before` is absent where it was opened. That it is stuck is told once for each
 * cause: one calls for something else than another, and the same again, each time an old phone turned up and left, is for the
 * reminders.
 */
export function happenedToWipe(before: Wipe | undefined, after: Wipe): readonly Happening[] {
  const { holderId, wipeId, commandVersion: version, state, cause } = after;
  const subject = `wipes/${wipeId}`;
  const isNewVersion = before === undefined || before.commandVersion < version;
  const isRevocation = isNewVersion && isRevocations(after, version);
  const isStuck = state === "stuck" && cause !== undefined;
  const isSame = before?.state === state && (!isStuck || before.cause === cause);
  const about = isSame ? undefined : ofWipe[state];
  return [
    ...(isRevocation ? [{ holderId, about: "revoked", subject, version } as const] : []),
    ...(about ? [{ holderId, about, subject, version, ...(isStuck ? { cause } : {}) }] : []),
  ];
}

const ofWipe: Partial<Record<WipeState, NoticeSubject>> = {
  confirmed: "erased",
  closedUnverified: "closedUnverified",
  stuck: "wipeStuck",
};

/** What a change of a hold means to its holder. */
export function happenedToHold(before: Hold | undefined, after: Hold): readonly Happening[] {
  const { holderId, holdId, state } = after;
  const about = before?.state === state ? undefined : ofHold[state];
  return about ? [{ holderId, about, subject: `holds/${holdId}`, version: 1 }] : [];
}

/**
 * What a change of a device means to its holder: somebody else's app has found its certificates, told once a day for each of
 * what it found.
 */
export function happenedToDevice(before: Device | undefined, after: Device): readonly Happening[] {
  const { holderId, deviceId, found } = after;
  return foundStates.flatMap((as) => {
    const foundAt = found?.[as];
    if (!foundAt || before?.found?.[as]?.getTime() === foundAt.getTime()) return [];
    return [{ holderId, about: ofFound[as], subject: `devices/${deviceId}`, version: dayNumber(foundAt) }];
  });
}

const ofFound = { inForce: "foundInForce", erased: "foundErased" } as const;

const ofHold: Partial<Record<HoldState, NoticeSubject>> = {
  open: "held",
  joined: "held",
  released: "released",
  escalated: "escalated",
};
