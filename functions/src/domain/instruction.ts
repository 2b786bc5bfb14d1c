/** What the holder can do now so that the certificates of a phone are erased, by cause; `nothing` where all is well. */
export const instructions = [
  "connect",
  "openApp",
  "allowPush",
  "keepScreenOn",
  "restartPhone",
  "initialise",
  "askShop",
  "waitForTsm",
  "installApp",
  "nothing",
] as const;
export type Instruction = (typeof instructions)[number];
