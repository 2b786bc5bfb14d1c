/** Where the page is; each is something different on the screen. */
export const pageStates = [
  "starting",
  "notStarted",
  "signedOut",
  "signingIn",
  "secondFactor",
  "proving",
  "factorOffered",
  "enrollingFactor",
  "ready",
  "checking",
  "shown",
  "acting",
  "over",
] as const;
export type PageState = (typeof pageStates)[number];

/** What happens to it, by the clerk or by an answer. */
export const pageVerbs = [
  "start",
  "started",
  "fail",
  "signIn",
  "askFactor",
  "prove",
  "offerFactor",
  "enrolFactor",
  "factorEnrolled",
  "admit",
  "check",
  "view",
  "act",
  "expire",
  "next",
  "leave",
] as const;
export type PageVerb = (typeof pageVerbs)[number];

/** The states in which a clerk is signed in. */
export const signedInStates: ReadonlySet<PageState> = new Set([
  "ready",
  "checking",
  "shown",
  "acting",
  "over",
]);
