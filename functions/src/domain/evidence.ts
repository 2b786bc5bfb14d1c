/** How far an erasure may be believed, weakest first. */
export const evidenceLevels = [
  "none",
  "holderDeclared",
  "resetReported",
  "counterChecked",
  "deviceSigned",
  "deviceAttested",
  "tsmConfirmed",
] as const;
export type Evidence = (typeof evidenceLevels)[number];

/** The stronger of the two: evidence never goes down. */
export function strongerEvidence(current: Evidence, offered: Evidence): Evidence {
  return evidenceLevels.indexOf(offered) > evidenceLevels.indexOf(current) ? offered : current;
}
