import { parseArgs } from "node:util";
import { z } from "zod";

const share = z.coerce.number().min(0).max(1);
const days = z.coerce.number().positive();

/**
 * Everything that is assumed about people and phones: nobody has measured these here. Each is an option of the command under
 * the same name, so that whoever knows better can say so.
 */
const assumed = {
  holders: {
    is: z.coerce.number().int().min(10).max(1_000_000),
    default: "10000",
    says: "holders, each with one old phone",
  },
  seed: {
    is: z.coerce.number().int().min(0).max(0xffffffff),
    default: "20261122",
    says: "of all that is drawn",
  },
  inUse: { is: share, default: "0.30", says: "share of old phones that stay in use, mostly online" },
  drawer: { is: share, default: "0.40", says: "share that goes into a drawer, switched off after a while" },
  removed: {
    is: share,
    default: "0.15",
    says: "share whose app is removed, or that is initialised, and kept",
  },
  sold: { is: share, default: "0.15", says: "share that is initialised and given into other hands" },
  onlineFor: { is: days, default: "3", says: "days for which a phone in use stays online, mean" },
  offlineFor: { is: days, default: "0.5", says: "days for which a phone in use is offline, mean" },
  drawerAfter: { is: days, default: "1.5", says: "days until a phone for the drawer is switched off, mean" },
  drawerGap: {
    is: days,
    default: "150",
    says: "days until a phone in a drawer is switched on again by itself, mean",
  },
  drawerWindow: { is: days, default: "0.2", says: "days for which it is on then, mean" },
  removedAfter: { is: days, default: "3", says: "days until the app is removed, mean" },
  soldAfter: { is: days, default: "5", says: "days until a phone is sold, mean" },
  android: { is: share, default: "0.5", says: "share of Android phones; the others are iPhones" },
  pushBlocked: { is: share, default: "0.12", says: "share of phones on which no push wakes the app" },
  pushWorks: {
    is: share,
    default: "0.6",
    says: "chance that a push erases that arrives in a given six hours: it needs the screen on",
  },
  pull: {
    is: share,
    default: "0.05",
    says: "chance per day online that the app asks for its command by itself",
  },
  noChannel: { is: share, default: "0.15", says: "share of holders who can't be reached by any channel" },
  emailOnly: {
    is: share,
    default: "0.25",
    says: "share of holders who are reached by e-mail only; the others by push on the new phone",
  },
  respondsToPush: {
    is: share,
    default: "0.18",
    says: "chance that a holder does what the first reminder says, by push",
  },
  respondsToEmail: { is: share, default: "0.10", says: "the same by e-mail" },
  wears: {
    is: share,
    default: "0.75",
    says: "what each further reminder is worth compared with the one before",
  },
  actsAfter: { is: days, default: "1", says: "days until a holder who responds has done it, mean" },
  succeeds: {
    is: share,
    default: "0.85",
    says: "share of those who erase a phone with the app on it by switching it on and opening the app",
  },
  reinstalls: { is: share, default: "0.5", says: "share of those who install the app again when told to" },
  findsOut: { is: share, default: "0.2", says: "share of those who do so when only told to open it" },
  asksShop: {
    is: share,
    default: "0.3",
    says: "share of those who have it erased in a shop, or initialise with proof, when told to",
  },
} as const;

export type Assumptions = { readonly [Name in keyof typeof assumed]: number };

const names = Object.keys(assumed).filter((name): name is keyof Assumptions => name in assumed);

/** The assumptions as they are unless somebody says otherwise. */
export const usual: Assumptions = readWords({}).assumptions;

/** Thrown for words that can't be understood; says which there are. */
export class UnknownWords extends Error {}

/** Reads the words after `npm run simulate --`. */
export function readOptions(words: readonly string[]): { assumptions: Assumptions; writes: boolean } {
  const options = Object.fromEntries(names.map((name) => [dashed(name), { type: "string" as const }]));
  try {
    const all = { ...options, write: { type: "boolean" as const } };
    return readWords(parseArgs({ args: [...words], options: all, strict: true }).values);
  } catch (problem) {
    if (problem instanceof UnknownWords) throw problem;
    const reason = problem instanceof Error ? problem.message.split(". ")[0] : String(problem);
    throw new UnknownWords(`${reason}. There is --write and --${names.map(dashed).join(" N, --")} N.`);
  }
}

function readWords(values: Readonly<Record<string, unknown>>): { assumptions: Assumptions; writes: boolean } {
  const Options = z.object({
    ...{ holders: assumed.holders.is, seed: assumed.seed.is },
    ...{ inUse: share, drawer: share, removed: share, sold: share },
    ...{ onlineFor: days, offlineFor: days, drawerAfter: days, drawerGap: days, drawerWindow: days },
    ...{
      removedAfter: days,
      soldAfter: days,
      android: share,
      pushBlocked: share,
      pushWorks: share,
      pull: share,
    },
    ...{ noChannel: share, emailOnly: share, respondsToPush: share, respondsToEmail: share, wears: share },
    ...{ actsAfter: days, succeeds: share, reinstalls: share, findsOut: share, asksShop: share },
  });
  const said = Object.fromEntries(names.map((name) => [name, values[dashed(name)] ?? assumed[name].default]));
  const parsed = Options.safeParse(said);
  if (!parsed.success) throw new UnknownWords(z.prettifyError(parsed.error));
  const { inUse, drawer, removed, sold, noChannel, emailOnly } = parsed.data;
  if (Math.abs(inUse + drawer + removed + sold - 1) > 1e-9)
    throw new UnknownWords("--in-use, --drawer, --removed and --sold have to be 1 together.");
  if (noChannel + emailOnly > 1)
    throw new UnknownWords("--no-channel and --email-only are more than 1 together.");
  return { assumptions: parsed.data, writes: values.write === true };
}

/** One line per assumption. */
export function tellAssumptions(assumptions: Assumptions): readonly string[] {
  return names.map((name) => `--${dashed(name)} ${assumptions[name]}: ${assumed[name].says}`);
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
