import type { Platform } from "../../functions/src/domain/device.ts";
import { type Random, randomFrom } from "../chaos/random.ts";
import type { Assumptions } from "./options.ts";

export const day = 86_400_000;

type Fate = "inUse" | "drawer" | "removed" | "sold";

/** An old phone and what becomes of it in the year after its revocation; times in milliseconds since then. */
export interface OldPhone {
  readonly fate: Fate;
  readonly platform: Platform;
  /** When it is online, from and until, rising; it is offline otherwise. */
  readonly online: readonly (readonly [number, number])[];
  /** From when on the app isn't on it any more, or the phone is somebody else's. */
  readonly goneFrom: number;
  readonly isPushBlocked: boolean;
  /** When the app asks for its command by itself, if it does. */
  readonly asksAt: number;
  /** What the luck of pushes is drawn by. */
  readonly luckSeed: number;
}

const year = 365 * day;

/** Draws a phone: always the same numbers in the same order, so that every policy meets the same phones. */
export function drawPhone(random: Random, assumed: Assumptions): OldPhone {
  const fate = fateOf(random.next(), assumed);
  const platform = random.chance(assumed.android) ? "android" : "ios";
  const isPushBlocked = random.chance(assumed.pushBlocked);
  const goneFrom = goneOf(fate, random, assumed);
  const online = fate === "drawer" ? inDrawer(random, assumed) : inUse(random, assumed);
  const asksAt = asksOf({ online, goneFrom }, random, assumed);
  const luckSeed = random.whole(0, 0xffffffff);
  return { fate, platform, online, goneFrom, isPushBlocked, asksAt, luckSeed };
}

function fateOf(drawn: number, { inUse, drawer, removed }: Assumptions): Fate {
  if (drawn < inUse) return "inUse";
  if (drawn < inUse + drawer) return "drawer";
  return drawn < inUse + drawer + removed ? "removed" : "sold";
}

function goneOf(fate: Fate, random: Random, { removedAfter, soldAfter }: Assumptions): number {
  const waited = exponential(random, fate === "sold" ? soldAfter : removedAfter);
  return fate === "removed" || fate === "sold" ? waited : Number.POSITIVE_INFINITY;
}

/** How long something takes that may happen at any moment; milliseconds. */
export function exponential(random: Random, meanDays: number): number {
  return -Math.log(1 - random.next()) * meanDays * day;
}

function inUse(random: Random, { onlineFor, offlineFor }: Assumptions) {
  return alternating(exponential(random, onlineFor), random, { on: onlineFor, off: offlineFor });
}

function inDrawer(random: Random, { drawerAfter, drawerGap, drawerWindow }: Assumptions) {
  return alternating(exponential(random, drawerAfter), random, { on: drawerWindow, off: drawerGap });
}

function alternating(first: number, random: Random, { on, off }: { on: number; off: number }) {
  const online: [number, number][] = [[0, first]];
  for (let until = first; until < year; ) {
    const from = until + exponential(random, off);
    until = from + exponential(random, on);
    online.push([from, until]);
  }
  return online;
}

/** The chance runs only while it is online. */
function asksOf(
  { online, goneFrom }: Pick<OldPhone, "online" | "goneFrom">,
  random: Random,
  { pull }: Assumptions,
): number {
  let left = pull === 0 ? Number.POSITIVE_INFINITY : exponential(random, 1 / pull);
  for (const [from, until] of online) {
    if (left < until - from) return from + left < goneFrom ? from + left : Number.POSITIVE_INFINITY;
    left -= until - from;
  }
  return Number.POSITIVE_INFINITY;
}

/** When a message that is kept from one time until another arrives; undefined if the phone isn't online meanwhile. */
export function arrival({ online }: OldPhone, from: number, until: number): number | undefined {
  const window = online.find(([, end]) => end > from);
  const at = window && Math.max(window[0], from);
  return at !== undefined && at < until ? at : undefined;
}

const spell = day / 4;

/**
 * Whether a push that arrives then erases. Within six hours all of them have the same luck, whatever the policy: a screen that is
 * off stays off for a while.
 */
export function isLucky(
  { luckSeed, isPushBlocked }: OldPhone,
  arrived: number,
  { pushWorks }: Assumptions,
): boolean {
  return !isPushBlocked && randomFrom(luckSeed + Math.floor(arrived / spell)).chance(pushWorks);
}
