import { type Hold, holdMoves } from "./hold.ts";
import { isReachable } from "./legalChange.ts";

/**
 * Whether a hold can have become so by any move of its table: the call that it stands for stays as it was, with what it
 * covers and what the holder had chosen by then, its clock runs exactly while it is open, reminders that came due aren't
 * taken back, and a release says who released it and how.
 */
export function isLegalHoldChange(before: Hold, after: Hold): boolean {
  const hasClock = after.nextStep !== undefined && after.nextStepAt !== undefined;
  const hasNone = after.nextStep === undefined && after.nextStepAt === undefined;
  return (
    callOf(before) === callOf(after) &&
    (after.state === "open" ? hasClock : hasNone) &&
    after.reminders >= before.reminders &&
    isLegalRelease(before, after) &&
    isReachable(holdMoves, before.state, after.state)
  );
}

function callOf(hold: Hold): string {
  const { holdId, holderId, agentId, identifiedBy, digest, placedAt, escalateAt, shard } = hold;
  const covered = hold.certificates.map(({ certificateId, deviceId, heldBy }) => [
    certificateId,
    deviceId,
    heldBy,
  ]);
  return JSON.stringify([
    [holdId, holderId, agentId, identifiedBy, digest, placedAt, escalateAt ?? null, shard],
    covered,
  ]);
}

function isLegalRelease(before: Hold, after: Hold): boolean {
  const { state, releasedAt, releasedBy, releasingAgentId, releaseId } = after;
  if (state !== "released") return [releasedAt, releasedBy, releasingAgentId, releaseId].every(isAbsent);
  const isWhole = releasedAt !== undefined && releasedBy !== undefined;
  const isByCard = releasedBy === "cardSignature";
  const isTold = isAbsent(releaseId) !== isByCard && isAbsent(releasingAgentId) === isByCard;
  return isWhole && isTold && (before.state !== "released" || releaseOf(before) === releaseOf(after));
}

function releaseOf({ releasedAt, releasedBy, releasingAgentId, releaseId }: Hold): string {
  return JSON.stringify([releasedAt, releasedBy, releasingAgentId, releaseId]);
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}
