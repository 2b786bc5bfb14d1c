import { type Refused, refuse } from "./refusal.ts";

export const openWipeStates = ["pending", "sent", "received", "deferred", "stuck"] as const;
export type OpenWipeState = (typeof openWipeStates)[number];
export const endedWipeStates = ["confirmed", "closedUnverified", "cancelled"] as const;
export const wipeStates = [...openWipeStates, ...endedWipeStates] as const;
export type WipeState = (typeof wipeStates)[number];

/**
 * join: a later revocation on the device · send: FCM accepted an attempt · postpone: an attempt failed, another is due ·
 * contact: the device registered · receive: it fetched the command · defer, fail, confirm: it answered ·
 * handOver: the SEI-TSM is asked instead of the app · exhaust: the schedule is over · close: the holder's word, or retention · cancel: overtaken by re-enrolment, or a reset that was taken back.
 */
export const wipeVerbs = [
  "join",
  "send",
  "postpone",
  "contact",
  "receive",
  "defer",
  "fail",
  "confirm",
  "handOver",
  "exhaust",
  "close",
  "cancel",
] as const;
export type WipeVerb = (typeof wipeVerbs)[number];

const ended = refuse("wipe_ended");

const onOpen = {
  join: "pending",
  receive: "received",
  defer: "deferred",
  fail: "stuck",
  confirm: "confirmed",
  handOver: "pending",
  exhaust: "stuck",
  close: "closedUnverified",
  cancel: "cancelled",
} as const;

/**
 * Every move there is, legal or not. A cell naming its own row changes nothing: ended wipes stay as they are whatever
 * arrives late, except that `closedUnverified` may still become `confirmed`. A stuck wipe stays stuck when its monthly
 * attempt is sent: only an answer, a contact or a person moves it.
 */
export const wipeMoves = {
  pending: { ...onOpen, send: "sent", postpone: "pending", contact: "pending" },
  sent: { ...onOpen, send: "sent", postpone: "pending", contact: "pending" },
  received: { ...onOpen, send: "received", postpone: "received", contact: "received" },
  deferred: { ...onOpen, send: "sent", postpone: "deferred", contact: "pending" },
  stuck: { ...onOpen, send: "stuck", postpone: "stuck", contact: "pending" },
  confirmed: stays("confirmed"),
  closedUnverified: { ...stays("closedUnverified"), confirm: "confirmed" },
  cancelled: stays("cancelled"),
} as const satisfies Record<WipeState, Record<WipeVerb, WipeState | Refused>>;

function stays<S extends WipeState>(state: S) {
  return {
    join: ended,
    send: state,
    postpone: state,
    contact: state,
    receive: state,
    defer: state,
    fail: state,
    confirm: state,
    handOver: state,
    exhaust: state,
    close: state,
    cancel: state,
  } as const;
}

/** Whether a wipe in this state still has a next step. */
export function isOpen(state: WipeState): boolean {
  const open: readonly WipeState[] = openWipeStates;
  return open.includes(state);
}
