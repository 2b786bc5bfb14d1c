import { isDeepStrictEqual } from "node:util";
import type { Certificate } from "../../../functions/src/domain/certificate.ts";
import { isOpen } from "../../../functions/src/domain/wipeMoves.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import { type Commit, type Ledger, personOf } from "../ledger.ts";
import { type Changed, certificates, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** Promise 1, and the half of promise 2 that begins with a certificate. */
export function checkCertificates({ by, changes }: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  for (const changed of certificates.among(changes)) {
    checkEnd(changed);
    checkAuthor(changed, by, ledger);
    if (changed.before?.state === "onHold" && changed.after.state === "revoked")
      ledger.figures.add("moments", "revoked from hold");
    if (isNewlyOwed(changed)) checkOwed(changed.after, ledger, documents);
  }
}

function checkEnd({ before, after }: Changed<Certificate>): void {
  if (before?.state === "revoked") {
    const { reason, raised, ...rest } = after.revocation ?? {};
    const { reason: firstReason, raised: firstRaised, ...first } = before.revocation ?? {};
    const isSame = reason === firstReason && isDeepStrictEqual(raised, firstRaised);
    const isRaised = reason === "keyCompromise" && raised?.cause === "stolen" && firstRaised === undefined;
    hold(
      after.state === "revoked" && isDeepStrictEqual(rest, first) && (isSame || isRaised),
      "a revoked certificate is revoked for ever, with the same date, and a reason that only rises",
    );
  }
  if (before?.state === "expired") hold(after.state === "expired", "an expired certificate stays expired");
  hold(
    (after.state === "revoked") === (after.revocation !== undefined),
    "revoked and revocation go together",
  );
}

function checkAuthor({ before, after }: Changed<Certificate>, by: Act, ledger: Ledger): void {
  const person = ledger.persons.get(after.holderId);
  const isOwn = by.by === "register" && ledger.areOnePerson(by.holderId, after.holderId);
  const isOwnCard = by.by === "revoke" && personOf(by.cardId) === person;
  const isOwnPhone = by.by === "stopUsing" && ledger.phoneOf.get(after.certificateId) === by.phone;
  const isService = ["hold", "release", "remind", "expire"].includes(by.by);
  const isCa = by.by === "tell" && personOf(by.event.cardId) === person;
  hold(
    isOwn || isOwnCard || isOwnPhone || isService || isCa || isMarkedReplaced(before, after, by, ledger),
    "only its holder, its phone, its CA, an agent and the clocks change a certificate",
  );
  if (by.by === "tell") {
    const isRevoked = before !== undefined && after.revocation?.revocationId === by.event.eventId;
    hold(isRevoked, "the CA's event revokes, and does nothing else to a certificate");
    const isSigning = by.event.kind !== "detailsChanged" || after.kind === "signing";
    hold(isSigning, "changed details end signing certificates only");
  }
  hold(before === undefined || before.holderId === after.holderId, "a certificate never changes hands");
  const isWorse = after.revocation?.raised !== undefined && before?.revocation?.raised === undefined;
  hold(!isWorse || by.by === "revoke", "only the holder says that a key is compromised");
}

/** The next owner's enrolment, vouched for, replaces what the phone had: that is all that it says of another person's certificate. */
function isMarkedReplaced(
  before: Certificate | undefined,
  { replacedAt, ...after }: Certificate,
  by: Act,
  ledger: Ledger,
): boolean {
  const isSamePhone = by.by === "register" && ledger.phoneOf.get(after.certificateId) === by.phone;
  return (
    isSamePhone && by.registration.isProven && replacedAt !== undefined && isDeepStrictEqual(after, before)
  );
}

function isNewlyOwed({ before, after }: Changed<Certificate>): boolean {
  return before?.state !== after.state && (after.state === "revoked" || after.state === "expired");
}

/** Also where a reset erased it before: then its wipe is confirmed, and it is off the chip. */
function checkOwed(
  { certificateId, thumbprint, deviceId, replacedAt }: Certificate,
  ledger: Ledger,
  documents: MemoryDocuments,
): void {
  const phone = ledger.phoneOf.get(certificateId);
  const listing = wipes
    .all(documents)
    .filter((wipe) => wipe.deviceId === deviceId)
    .filter((wipe) => wipe.certificates.some((target) => target.certificateId === certificateId));
  // A phone that named another's secure element has its wipe confirmed by that one's reset, and lies about itself alone.
  const isErased = listing.some(({ state, resetVersion, secureElement }) => {
    const isGone = !phone?.chip.has(thumbprint) || phone.secureElement !== secureElement;
    return isGone && state === "confirmed" && resetVersion !== undefined;
  });
  const isOwed = listing.some(({ state }) => isOpen(state));
  // What was replaced on the chip owes nothing.
  if (replacedAt) hold(!phone?.chip.has(thumbprint), "what counts as replaced is off the chip");
  hold(
    isOwed || isErased || replacedAt !== undefined,
    "a certificate that ends is listed in an open wipe of the device that has it",
  );
  if (!isOwed && !replacedAt) ledger.figures.add("moments", "had by a later revocation");
}
