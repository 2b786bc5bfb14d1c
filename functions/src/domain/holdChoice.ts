/** What a holder chose in advance, signed in by card, for the day the phone is lost. */
export interface HoldChoice {
  readonly holderId: string;
  /** Slow salted hash of the blocking word; without one, callers needn't say any. */
  readonly word?: BlockingWord;
  /** Whole days on hold after which certificates are revoked by rule; without it they stay on hold. */
  readonly escalateAfterDays?: number;
  readonly wrongTries: number;
  /** Hex SHA-256 of the request that had the last wrong word, and of the word: only the repeat of both isn't another try. */
  readonly lastWrongTry?: string;
  /** Until then no word fits, not even the right one. */
  readonly lockedUntil?: Date;
}

/** A blocking word as it is kept: base64url of scrypt's salt and result (RFC 7914). */
interface BlockingWord {
  readonly salt: string;
  readonly hash: string;
}

const mostTries = 5;
/** An hour, milliseconds: guessing over the telephone comes to nothing, and a holder isn't shut out for long. */
const lock = 60 * 60_000;

/**
 * A spoken word in one spelling, because nobody hears the difference: NFKC, lower case, no spaces, katakana as hiragana.
 * Answers an empty string for what has nothing in it.
 */
export function normaliseWord(word: string): string {
  const plain = word.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  return plain.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** Whether what the caller said, hashed with this holder's salt, is the word; never while it is locked. */
export function isRightWord(choice: HoldChoice | undefined, said: string | undefined, now: Date): boolean {
  const isLocked = choice?.lockedUntil !== undefined && choice.lockedUntil > now;
  return choice?.word !== undefined && said === choice.word.hash && !isLocked;
}

/** A choice after a wrong word: the fifth locks it for an hour. While it is locked, and for a repeat, nothing is counted. */
export function countWrongTry(choice: HoldChoice, tryId: string, now: Date): HoldChoice {
  if (choice.lastWrongTry === tryId || (choice.lockedUntil && choice.lockedUntil > now)) return choice;
  const { lockedUntil, ...rest } = choice;
  const wrongTries = (lockedUntil ? 0 : choice.wrongTries) + 1;
  const locked = wrongTries >= mostTries ? { lockedUntil: new Date(now.getTime() + lock) } : {};
  return { ...rest, ...locked, wrongTries, lastWrongTry: tryId };
}

/** A choice after the right word: wrong tries are forgotten. */
export function forgetWrongTries(choice: HoldChoice): HoldChoice {
  if (choice.wrongTries === 0) return choice;
  const { lockedUntil, lastWrongTry, ...rest } = choice;
  return { ...rest, wrongTries: 0 };
}

/** What a holder says anew: `null` takes a choice back, what isn't said stays. */
export interface NewChoice {
  readonly word?: BlockingWord | null;
  readonly escalateAfterDays?: number | null;
}

/** A holder's choice after what was said anew, perhaps under another id than before; a new word begins without wrong tries. */
export function choose(holderId: string, before: HoldChoice | undefined, said: NewChoice): HoldChoice {
  const { word = before?.word, escalateAfterDays = before?.escalateAfterDays } = said;
  const tries = said.word === undefined && before ? triesOf(before) : { wrongTries: 0 };
  return {
    holderId,
    ...tries,
    ...(word ? { word } : {}),
    ...(typeof escalateAfterDays === "number" ? { escalateAfterDays } : {}),
  };
}

function triesOf({ holderId, word, escalateAfterDays, ...tries }: HoldChoice) {
  return tries;
}
