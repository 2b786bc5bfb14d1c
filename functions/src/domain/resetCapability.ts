import type { Handset, Platform } from "./device.ts";

/** Whether initialising a phone clears its secure element; what nobody has said of a phone is unknown. */
export const resetAnswers = ["yes", "no", "unknown"] as const;
export type ResetAnswer = (typeof resetAnswers)[number];

/** What is publicly known of some phones: whether a reset clears their secure element, who says so, and since when. */
export interface ResetCapability {
  readonly capabilityId: string;
  readonly platform: Platform;
  /** The model as phones name themselves, `*` for any characters; absent for every model. Upper and lower case are one. */
  readonly model?: string;
  /** Dotted numbers, both ends included: `15` takes 15.1 in as well. A phone whose version can't be read isn't in a range. */
  readonly osVersionFrom?: string;
  readonly osVersionTo?: string;
  readonly clears: ResetAnswer;
  readonly source: string;
  /** The day on which the source was read. */
  readonly statedOn: string;
  /** Since when it isn't in the registry's file any more; it says nothing from then on. */
  readonly withdrawnAt?: Date;
}

/**
 * Whether a reset clears this phone's secure element, by the most specific entry that fits: a model before a pattern of one, the
 * pattern with more letters before the shorter one, any of these before none; then the one bounded by version on more ends. Of
 * those that are equally specific the more careful answer counts: no before unknown before yes. Unknown where none fits.
 */
export function resetClears(registry: readonly ResetCapability[], handset: Handset): ResetAnswer {
  const fitting = registry.filter((one) => fits(one, handset));
  const [first] = fitting.toSorted((a, b) => rank(b) - rank(a) || care(b) - care(a));
  return first?.clears ?? "unknown";
}

const careful: readonly ResetAnswer[] = ["yes", "unknown", "no"];

function care({ clears }: ResetCapability): number {
  return careful.indexOf(clears);
}

/** Ends of a version range count less than any letter of a model. */
function rank({ model, osVersionFrom, osVersionTo }: ResetCapability): number {
  const ends = [osVersionFrom, osVersionTo].filter((end) => end !== undefined).length;
  if (model === undefined) return ends;
  const letters = model.replaceAll("*", "").length;
  return 4 * (letters + (model.includes("*") ? 1 : longestModel)) + ends;
}

/** More than a model can have of letters, so that a whole name comes before every pattern. */
const longestModel = 1000;

function fits(one: ResetCapability, { platform, model, osVersion }: Handset): boolean {
  const { osVersionFrom: from, osVersionTo: to, withdrawnAt } = one;
  if (withdrawnAt !== undefined || one.platform !== platform) return false;
  if (one.model !== undefined && !matches(one.model, model)) return false;
  if (from === undefined && to === undefined) return true;
  const version = parts(osVersion);
  if (!version) return false;
  const isFrom = from === undefined || compare(version, parts(from) ?? []) >= 0;
  return isFrom && (to === undefined || compare(version, parts(to) ?? []) <= 0);
}

/** Walks along the pattern's literal pieces, so that no model, however long, makes it slow. */
function matches(pattern: string, model: string): boolean {
  const [first = "", ...others] = pattern.toLowerCase().split("*");
  let rest = model.toLowerCase();
  const last = others.pop();
  if (last === undefined) return rest === first;
  if (!rest.startsWith(first) || !rest.slice(first.length).endsWith(last)) return false;
  rest = rest.slice(first.length, rest.length - last.length);
  for (const piece of others) {
    const at = rest.indexOf(piece);
    if (at < 0) return false;
    rest = rest.slice(at + piece.length);
  }
  return true;
}

function parts(version: string): readonly number[] | undefined {
  const found = /^\d{1,9}(\.\d{1,9})*/.exec(version)?.[0];
  return found?.split(".").map(Number);
}

/** Compares as far as the bound goes: the bound 15 is equal to 15.1. */
function compare(version: readonly number[], bound: readonly number[]): number {
  for (const [i, part] of bound.entries()) if ((version[i] ?? 0) !== part) return (version[i] ?? 0) - part;
  return 0;
}

/** What a registry's file makes of what is stored: what has to be kept, nothing else. What left the file is withdrawn. */
export function replaceRegistry(
  stored: readonly ResetCapability[],
  file: readonly ResetCapability[],
  now: Date,
): readonly ResetCapability[] {
  const before = new Map(stored.map((one) => [one.capabilityId, one]));
  const named = new Set(file.map(({ capabilityId }) => capabilityId));
  const gone = stored.filter((one) => !named.has(one.capabilityId) && one.withdrawnAt === undefined);
  const changed = file.filter((one) => !isSame(before.get(one.capabilityId), one));
  return [...changed, ...gone.map((one) => ({ ...one, withdrawnAt: now }))];
}

function isSame(before: ResetCapability | undefined, after: ResetCapability): boolean {
  const text = (one: ResetCapability) =>
    JSON.stringify([
      one.platform,
      one.model,
      one.osVersionFrom,
      one.osVersionTo,
      one.clears,
      one.source,
      one.statedOn,
      one.withdrawnAt,
    ]);
  return before !== undefined && text(before) === text(after);
}
