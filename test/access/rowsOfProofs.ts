import type { Row } from "./rows.ts";

const notClear = "clearance_not_clear";
const proven = [
  notClear,
  notClear,
  "revoked revoked, no wipe, wipeConfirmed proofIssued",
  "expired expired, no wipe, wipeConfirmed proofIssued",
] as const;

/** Clearance proofs: only of what is revoked and erased, to the holder after the card, and to the shop in its own check. */
export const proofs: readonly Row[] = [
  ["proof", "holder, just signed in", notClear],
  ["proof", "holder, signed in ten minutes ago", notClear],
  ["proof", "holder, signed in longer ago", "not_signed_in"],
  ["proof", "another holder, just signed in", "device_unknown"],
  ["proof", "a member of staff, just signed in", "device_unknown"],
  ["proof, once erased", "holder, just signed in", ...proven],
  ["proof, once erased", "holder, signed in ten minutes ago", ...proven],
  ["proof at the counter", "clerk in the check", notClear],
  ["proof at the counter", "another clerk of the shop", notClear],
  ["proof at the counter", "clerk of another shop", "clearance_unknown"],
  ["proof at the counter", "clerk, other check's id", "clearance_unknown"],
  ["proof at the counter, once erased", "clerk in the check", ...proven],
  ["proof at the counter, once erased", "another clerk of the shop", ...proven],
];
