import type { Row } from "./rows.ts";

const checked = [
  "valid valid, no wipe, clearanceOpened",
  "onHold onHold, no wipe, clearanceOpened",
  "revoked revoked, wipe, clearanceOpened",
  "expired expired, wipe, clearanceOpened",
] as const;
const inForce = "certificate_not_revoked";
const pulled = ["revoked revoked, wipe, pullAsked", "expired expired, wipe, pullAsked"] as const;
const heard = [
  "revoked revoked, wipe, initialisationRecorded",
  "expired expired, wipe, initialisationRecorded",
] as const;
const confirmed = [
  "revoked revoked, no wipe, initialisationRecorded wipeConfirmed",
  "expired expired, no wipe, initialisationRecorded wipeConfirmed",
] as const;

/** The counter: with the phone's own word, then in the check that it opened. Who is a clerk at all, their account tells. */
export const byClerk: readonly Row[] = [
  ["check", "clerk, shown the phone", ...checked],
  ["check", "clerk, told a number that nobody has", "hand_over_code_refused"],
  ["check", "clerk, shown another phone's signature", "hand_over_code_refused"],
  ["check", "clerk of a shop that was shut out", "shop_unknown"],
  ["pull", "clerk in the check", inForce, inForce, ...pulled],
  ["pull", "another clerk of the shop", inForce, inForce, ...pulled],
  ["pull", "clerk of another shop", "clearance_unknown"],
  ["pull", "clerk, other check's id", "clearance_unknown"],
  ["initialised", "clerk in the check", inForce, inForce, ...heard],
  ["initialised", "clerk, where a reset clears it", inForce, inForce, ...confirmed],
  ["initialised", "clerk of another shop", "clearance_unknown"],
  ["initialised", "clerk, other check's id", "clearance_unknown"],
];
