export const identificationMethods = [
  "personalDetails",
  "blockingWord",
  "callBack",
  "callBackAndWord",
  "documentCheck",
] as const;
export type IdentificationMethod = (typeof identificationMethods)[number];

/** How an agent identified a caller. `needsWord`: only together with the blocking word that the holder has set. */
interface IdentificationRule {
  readonly hold: boolean;
  readonly release: boolean;
  readonly needsWord: boolean;
}

/**
 * Which ways of identifying a caller suffice for what. A wrong hold costs the holder a call, a wrong release gives a
 * thief the certificates back: so a release takes an identity document, or two things that a thief hasn't both.
 */
export const identifications = {
  /** Name, address and date of birth as the CA has them. */
  personalDetails: { hold: true, release: false, needsWord: false },
  blockingWord: { hold: true, release: false, needsWord: true },
  /** The agent called back, on the number that the CA has. */
  callBack: { hold: true, release: false, needsWord: false },
  callBackAndWord: { hold: true, release: true, needsWord: true },
  /** An identity document, seen at a counter or by video. */
  documentCheck: { hold: true, release: true, needsWord: false },
} as const satisfies Record<IdentificationMethod, IdentificationRule>;
