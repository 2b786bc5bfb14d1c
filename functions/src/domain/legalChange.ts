import { isComplete } from "./acknowledgement.ts";
import { type Certificate, certificateMoves } from "./certificate.ts";
import { evidenceLevels } from "./evidence.ts";
import { isRefused } from "./refusal.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/**
 * Whether a certificate can have become so by any move of its table. What can't is an edit by hand: a state
 * that the table doesn't lead to, a revocation without its circumstances or with other ones, another identity.
 */
export function isLegalCertificateChange(before: Certificate, after: Certificate): boolean {
  const isSameOne =
    before.certificateId === after.certificateId &&
    before.thumbprint === after.thumbprint &&
    before.kind === after.kind &&
    before.holderId === after.holderId;
  const isRevocationWhole = (after.state === "revoked") === (after.revocation !== undefined);
  const wasRevokedSo = before.revocation?.revokedAt.getTime() ?? after.revocation?.revokedAt.getTime();
  const staysRevoked = wasRevokedSo === after.revocation?.revokedAt.getTime();
  return (
    isSameOne && isRevocationWhole && staysRevoked && isReachable(certificateMoves, before.state, after.state)
  );
}

/**
 * Whether a wipe can have become so by any move of its table: evidence never falls, an open wipe has a next step, and a
 * confirmed one has evidence that confirms, with the phone's word on every certificate where it is the phone's.
 */
export function isLegalWipeChange(before: Wipe, after: Wipe): boolean {
  const isSameOne =
    before.wipeId === after.wipeId &&
    before.deviceId === after.deviceId &&
    before.holderId === after.holderId &&
    before.generation === after.generation;
  const listed = new Set(after.certificates.map(({ certificateId }) => certificateId));
  const listsAll = before.certificates.every(({ certificateId }) => listed.has(certificateId));
  const hasNextStep = after.nextStep !== undefined && after.nextStepAt !== undefined;
  return (
    isSameOne &&
    listsAll &&
    strength(after) >= strength(before) &&
    isOpen(after.state) === hasNextStep &&
    (after.state !== "confirmed" || isProven(after)) &&
    isReachable(wipeMoves, before.state, after.state)
  );
}

function isProven(wipe: Wipe): boolean {
  const needsEveryWord = wipe.evidence === "deviceSigned" || wipe.evidence === "deviceAttested";
  return strength(wipe) >= evidenceLevels.indexOf("counterChecked") && (!needsEveryWord || isComplete(wipe));
}

function strength({ evidence }: Wipe): number {
  return evidenceLevels.indexOf(evidence);
}

function isReachable<S extends string>(moves: Record<S, Record<string, unknown>>, from: S, to: S): boolean {
  return from === to || Object.values(moves[from]).some((move) => !isRefused(move) && move === to);
}
