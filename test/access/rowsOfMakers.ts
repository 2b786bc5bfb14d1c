import type { Row } from "./rows.ts";

/** A phone's maker, with its own key and scope: opens a wipe for the SEI-TSM, or has one end; never revokes. */
function byMaker(channel: string, wipe: "wipe" | "no wipe"): readonly Row[] {
  const each = ["valid valid", "onHold onHold", "revoked revoked", "expired expired"] as const;
  const [valid, onHold, revoked, outOfTime] = each.map((are) => `${are}, ${wipe}, resetReported`);
  if (!valid || !onHold || !revoked || !outOfTime) throw new Error("each state has its outcome");
  return [
    [channel, "the maker", valid, onHold, revoked, outOfTime],
    [channel, "maker without the scope", "scope_missing"],
    [channel, "maker, disabled", "signature_invalid"],
    [channel, "the SEI-TSM", "scope_missing"],
    [channel, "the CA", "scope_missing"],
    [channel, "nobody, as the maker", "signature_invalid"],
  ];
}

/** Each of what a maker can report. */
export const byMakers: readonly Row[] = [
  ...byMaker("reset: started", "wipe"),
  ...byMaker("reset: completed", "wipe"),
  ...byMaker("reset: completed, which clears", "no wipe"),
];

/** Whoever has the phone now: proves nothing, so all that follows is a message to its holder. */
const askedAfter = (are: string) => `${are}, no wipe, foundInForce`;
const saidErased = (are: string) => `${are}, wipe, foundErasedReported`;
const [asksOfValid, asksOfHeld] = [askedAfter("valid valid"), askedAfter("onHold onHold")];
const [saysOfRevoked, saysOfExpired] = [saidErased("revoked revoked"), saidErased("expired expired")];
export const byFinders: readonly Row[] = [
  [
    "found",
    "anybody, who asks",
    asksOfValid,
    asksOfHeld,
    "revoked revoked, wipe, nothing told",
    "expired expired, wipe, nothing told",
  ],
  [
    "found",
    "anybody, who says that it is erased",
    "valid valid, no wipe, nothing told",
    "onHold onHold, no wipe, nothing told",
    saysOfRevoked,
    saysOfExpired,
  ],
];
