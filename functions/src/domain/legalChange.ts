import { type Certificate, type CertificateKind, certificateMoves } from "./certificate.ts";
import { isProven, strength } from "./provenWipe.ts";
import { isRefused } from "./refusal.ts";
import { mayRaise } from "./revocation.ts";
import type { Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/**
 * Whether a certificate can have become so by any move of its table, where these kinds come back by a release. What can't
 * is an edit by hand: a state that the table doesn't lead to, a revocation or hold without its circumstances or with
 * other ones, another identity.
 */
export function isLegalCertificateChange(
  before: Certificate,
  after: Certificate,
  returning: readonly CertificateKind[],
): boolean {
  const isSameOne =
    before.certificateId === after.certificateId &&
    before.thumbprint === after.thumbprint &&
    before.kind === after.kind &&
    before.holderId === after.holderId;
  const comesBack = before.state === "onHold" && after.state === "valid";
  return (
    isSameOne &&
    isLegalRevocation(before, after) &&
    areLegalHolds(before, after) &&
    (!comesBack || returning.includes(after.kind)) &&
    isReachable(certificateMoves, before.state, after.state)
  );
}

function isLegalRevocation({ revocation: before }: Certificate, { state, revocation: after }: Certificate) {
  const isWhole = (state === "revoked") === (after !== undefined);
  if (!isWhole || !before || !after) return isWhole && !before;
  const isSame = before.revokedAt.getTime() === after.revokedAt.getTime() && before.cause === after.cause;
  return isSame && (before.reason === after.reason || mayRaise(before.reason, after.reason));
}

/** Times on hold are only ever added and ended, and the last one lasts exactly while the certificate is on hold. */
function areLegalHolds({ holds: before = [] }: Certificate, after: Certificate): boolean {
  const { holds = [] } = after;
  const keepsAll = before.every(({ holdId, endedAt }, i) => {
    const same = holds[i];
    return same?.holdId === holdId && (!endedAt || same.endedAt?.getTime() === endedAt.getTime());
  });
  const lasting = holds.filter(({ endedAt }) => endedAt === undefined);
  const isLast = lasting.every((span) => span === holds.at(-1));
  return keepsAll && isLast && lasting.length === (after.state === "onHold" ? 1 : 0);
}

/**
 * Whether a wipe can have become so by any move of its table: evidence never falls, an open wipe has a next step, which
 * leads nowhere back from the SEI-TSM, and a confirmed one has evidence that confirms, with the phone's word on every certificate where it is the phone's.
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
    areLegalTargets(before, after) &&
    strength(after) >= strength(before) &&
    isOpen(after.state) === hasNextStep &&
    staysWithTsm(before, after) &&
    keepsItsTimes(before, after) &&
    (after.state !== "confirmed" || isProven(after)) &&
    isReachable(wipeMoves, before.state, after.state)
  );
}

/**
 * What a wipe lists stays the same certificate, and grows only with a new version of its command: an edit would have a phone
 * commanded to erase what was never stopped.
 */
function areLegalTargets(before: Wipe, after: Wipe): boolean {
  const known = new Map(before.certificates.map((target) => [target.certificateId, target]));
  const areSame = after.certificates.every(({ certificateId, thumbprint, kind }) => {
    const was = known.get(certificateId);
    return was === undefined || (was.thumbprint === thumbprint && was.kind === kind);
  });
  const hasGrown = after.certificates.length > before.certificates.length;
  return areSame && (!hasGrown || after.commandVersion > before.commandVersion);
}

/**
 * What is the SEI-TSM's stays so, and what a reset had listed stays told from a revocation: an edit would have the app commanded to
 * erase what is in force.
 */
function staysWithTsm(before: Wipe, after: Wipe): boolean {
  const isTsms = before.nextStep === "askTsm" || before.scope === "applet";
  const goesBack = after.scope !== "applet" || after.nextStep === "attempt";
  return !(isTsms && goesBack) && (after.resetVersion ?? 0) >= (before.resetVersion ?? 0);
}

/**
 * When a wipe ended, and until when its phone was said to be reset, decide what a later registration refutes. What confirms it
 * may be an earlier reset than the last one that was told of.
 */
function keepsItsTimes(before: Wipe, after: Wipe): boolean {
  const hasEnded = after.state !== before.state && !isOpen(after.state);
  const isSameEnd = hasEnded || before.endedAt?.getTime() === after.endedAt?.getTime();
  const [was, is] = [before.resetAt?.getTime() ?? 0, after.resetAt?.getTime() ?? 0];
  const isLater = hasEnded ? was === 0 || is > 0 : before.state === "confirmed" ? is === was : is >= was;
  return isSameEnd && isLater && isOpen(after.state) === (after.endedAt === undefined);
}

/** Whether a table leads from one state to the other, or stays. */
export function isReachable<S extends string>(
  moves: Record<S, Record<string, unknown>>,
  from: S,
  to: S,
): boolean {
  return from === to || Object.values(moves[from]).some((move) => !isRefused(move) && move === to);
}
