import { isInForce } from "../../../functions/src/domain/certificate.ts";
import { evidenceLevels, strongerEvidence } from "../../../functions/src/domain/evidence.ts";
import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import { isOpen } from "../../../functions/src/domain/wipeMoves.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import type { Commit, Ledger } from "../ledger.ts";
import { type Changed, devices, certificates as storedCertificates } from "../stored.ts";
import { hold } from "../violation.ts";

const day = 86_400_000;

/** What a commit is held against. */
interface Model {
  readonly ledger: Ledger;
  readonly documents: MemoryDocuments;
}

/** Promise 3: how a wipe may end, on what evidence, and that an end is one. */
export function checkEnding({ before, after }: Changed<Wipe>, commit: Commit, model: Model): void {
  const { ledger } = model;
  const { figures } = ledger;
  figures.add("wipe states passed", after.state);
  checkEvidence(before, after, ledger);
  if (before && !isOpen(before.state)) {
    const isProvenLate = before.state === "closedUnverified" && after.state === "confirmed";
    hold(after.state === before.state || isProvenLate, "a final state never changes");
    if (isProvenLate) figures.add("moments", "proven after it was closed");
    if (before.evidence !== after.evidence && after.state === before.state)
      figures.add("moments", "evidence raised after the end");
  }
  if (before?.state === after.state) return;
  if (after.state === "confirmed") checkConfirmed(after, commit.by, ledger);
  if (after.state === "cancelled") checkCancelled(after, commit.by, model);
  if (after.state === "closedUnverified") {
    hold(commit.by.by === "drive", "only an attempt finds that the time is over");
    hold(commit.now.getTime() >= after.openedAt.getTime() + 180 * day, "a wipe is not given up early");
  }
}

function checkEvidence(before: Wipe | undefined, after: Wipe, ledger: Ledger): void {
  const rank = evidenceLevels.indexOf(after.evidence);
  hold(rank >= evidenceLevels.indexOf(before?.evidence ?? "none"), "evidence never falls");
  for (const { thumbprint, evidence = "none" } of after.certificates) {
    const earlier = before?.certificates.find((one) => one.thumbprint === thumbprint)?.evidence ?? "none";
    hold(strongerEvidence(evidence, earlier) === evidence, "evidence of a certificate never falls");
  }
  const said = ledger.gone.get(after.wipeId);
  const ranks = after.certificates.map(({ thumbprint }) =>
    evidenceLevels.indexOf(said?.get(thumbprint) ?? "none"),
  );
  // A reset is about the whole phone: it is named once it was reported, and raises nothing beyond that.
  const reported = ledger.resets.has(after.secureElement) ? evidenceLevels.indexOf("resetReported") : 0;
  hold(
    rank <= Math.max(reported, Math.min(...ranks)),
    "evidence is named only as far as every certificate was proven",
  );
}

function checkConfirmed({ wipeId, certificates, evidence }: Wipe, act: Act, ledger: Ledger): void {
  const { by } = act;
  const isCleared = by === "reset" && act.isErased;
  hold(
    by === "answer" || by === "report" || isCleared,
    "only an answer, a report or a reset that clears confirms",
  );
  hold(evidence !== "none", "confirmed names its evidence");
  if (isCleared) ledger.figures.add("moments", "confirmed by a reset");
  const said = ledger.gone.get(wipeId);
  for (const { thumbprint, certificateId } of certificates) {
    hold(
      isCleared || (said?.has(thumbprint) ?? false),
      "confirmed means that every certificate was signed for as gone",
    );
    const phone = ledger.phoneOf.get(certificateId);
    // A phone that nobody vouches for may name another's secure element: it lies about itself alone.
    const isLied = by === "reset" && phone?.secureElement !== act.secureElement;
    hold(isLied || !phone?.chip.has(thumbprint), "what is confirmed is off the chip");
  }
}

function checkCancelled(wipe: Wipe, by: Act, { ledger, documents }: Model): void {
  const certificatesOf = wipe.certificates.map(({ certificateId }) =>
    storedCertificates.at(documents, certificateId),
  );
  // Whoever stops what was replaced has a wipe that is over from the start.
  if (by.by !== "register" && certificatesOf.every((one) => one?.replacedAt)) return;
  hold(by.by === "register", "only a new enrolment cancels a wipe");
  if (by.by !== "register") return;
  const own = wipe.certificates.map(({ certificateId }) => ledger.phoneOf.get(certificateId));
  hold(
    own.every((phone) => phone === by.phone),
    "only an enrolment of the same phone cancels its wipe",
  );
  // What a reset had listed was in force, and may be taken along into the new enrolment.
  const isTakenAlong = (thumbprint: string) =>
    wipe.resetVersion !== undefined &&
    by.registration.certificates.some((one) => one.thumbprint === thumbprint);
  for (const { thumbprint, certificateId } of wipe.certificates)
    hold(
      !by.phone.chip.has(thumbprint) ||
        isTakenAlong(thumbprint) ||
        isTakenOver(certificateId, wipe, documents),
      "what is cancelled was replaced on the chip, or is a later enrolment's",
    );
  const isOwnHolder = ledger.areOnePerson(by.holderId, wipe.holderId);
  hold(by.registration.isProven || isOwnHolder, "another holder's enrolment cancels only when it is proven");
  if (!isOwnHolder) ledger.figures.add("moments", "cancelled by another holder's proven enrolment");
}

/** Whether a later enrolment has it now: with a wipe of its own where it was stopped. */
function isTakenOver(certificateId: string, wipe: Wipe, documents: MemoryDocuments): boolean {
  const certificate = storedCertificates.at(documents, certificateId);
  const device = devices.at(documents, certificate?.deviceId ?? "");
  const isOwed = device?.erasure === "open" && device.wipeId !== wipe.wipeId;
  return (
    device?.deviceId !== wipe.deviceId && (isOwed || (certificate !== undefined && isInForce(certificate)))
  );
}
