import { z } from "zod";
import { messageChannels } from "../domain/contact.ts";
import { noticeSubjects } from "../domain/notice.ts";
import { reminderSubjects } from "../domain/reminder.ts";
import { rollUpSources } from "../domain/rollUp.ts";
import { sendingStates, stopCauses } from "../domain/sending.ts";
import { at, WipeFields } from "./codecs.ts";

const numbers = z.record(z.string(), z.int());
const times = { erased: z.int(), p50: z.string(), p95: z.string() };
const groups = z.array(z.object({ name: z.string(), ...times }));
const messages = z.object({
  sent: z.int(),
  sentBy: z.record(z.string(), numbers),
  stopped: numbers,
  stillDue: z.int(),
});

const figures = z.object({
  openWipes: z.object({ total: z.int(), byAge: numbers, byCause: numbers }),
  endedWipes: z.object({
    total: z.int(),
    byEnd: numbers,
    byEvidence: z.record(z.string(), z.object({ wipes: z.int(), percent: z.number() })),
  }),
  timeToErasure: z.object({
    ...times,
    within: z.array(z.object({ time: z.string(), wipes: z.int() })),
  }),
  byModel: groups,
  byAppVersion: groups,
  reminders: messages,
  notices: messages,
  unreachedHolders: z.int(),
  unreadable: z.int(),
});

const progress = z.object({
  source: z.enum(rollUpSources),
  shards: z.array(z.object({ shard: z.int(), after: z.object({ at, id: z.string() }).exactOptional() })),
  rounds: z.int(),
  tally: numbers,
});

/** `rollUps/{yyyy-mm-dd}`; `expiresAt`, derived, carries the TTL policy. */
export const RollUpFields = z.object({
  day: z.string(),
  state: z.enum(["counting", "finished"]),
  startedAt: at,
  progress: progress.exactOptional(),
  finishedAt: at.exactOptional(),
  figures: figures.exactOptional(),
});

/** The little of a wipe that it is counted by. */
export const CountedWipeFields = WipeFields.pick({
  state: true,
  cause: true,
  evidence: true,
  openedAt: true,
  endedAt: true,
  appVersion: true,
  model: true,
});

/** The little of a reminder or notice that it is counted by. */
export const CountedMessageFields = z.object({
  holderId: z.string(),
  about: z.enum([...reminderSubjects, ...noticeSubjects]),
  state: z.enum(sendingStates),
  dueAt: at,
  endedAt: at.exactOptional(),
  channel: z.enum(messageChannels).exactOptional(),
  stoppedBecause: z.enum(stopCauses).exactOptional(),
});
