/** A code that lets one shop check one phone once; the holder reads it out, or shows it as a QR code. */
export interface HandOverCode {
  /** Four digits that find the code among those that live; no secret. */
  readonly receptionNumber: string;
  readonly deviceId: string;
  readonly salt: string;
  /** Keyed hash of salt, number and code: six digits would be guessed from any hash that needs no key. */
  readonly hash: string;
  readonly createdAt: Date;
  /** Until then nobody else gets the number, whatever becomes of the code. */
  readonly expiresAt: Date;
  readonly wrongTries: number;
  /** Whether the holder made a newer one. */
  readonly isOvertaken: boolean;
  /** The clerk who gave it first, and what they got: the same clerk again gets the same. */
  readonly used?: { readonly clerkId: string; readonly clearanceId: string };
}

/** With six digits whoever guesses is right in one of 200,000 codes; and each wrong guess is counted against its clerk and shop. */
const mostTries = 5;

/** Of how many numbers one is picked that nobody has; where all of these are taken, nearly all are. */
export const numbersTried = 12;

/** A code as it is made; `life` in milliseconds. */
export function makeHandOverCode(
  about: Pick<HandOverCode, "receptionNumber" | "deviceId" | "salt" | "hash">,
  { life, now }: { life: number; now: Date },
): HandOverCode {
  const expiresAt = new Date(now.getTime() + life);
  return { ...about, createdAt: now, expiresAt, wrongTries: 0, isOvertaken: false };
}

/** Whether a number can be given out: nobody had it whose code might still be said. */
export function isFreeNumber(code: HandOverCode | undefined, now: Date): boolean {
  return !code || code.expiresAt <= now;
}

/** Whether a code may still be said right: it lives, no newer one was made, and it wasn't wrong too often. */
export function isOpenCode(code: HandOverCode, now: Date): boolean {
  return code.expiresAt > now && !code.isOvertaken && code.wrongTries < mostTries;
}

/** Whether a wrong guess at this code was its last. */
export function isLockedCode({ wrongTries }: HandOverCode): boolean {
  return wrongTries >= mostTries;
}
