import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import { commandIdOf } from "../../../functions/src/domain/wipe.ts";
import { isOpen } from "../../../functions/src/domain/wipeMoves.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import type { Commit, Ledger } from "../ledger.ts";
import { type Changed, certificates, devices, wipes } from "../stored.ts";
import { hold } from "../violation.ts";
import { checkEnding } from "./endings.ts";

/** Promise 2 for every wipe that a commit changed: its shape, its moves, and that what joins it is sent. */
export function checkWipes(commit: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  for (const changed of wipes.among(commit.changes)) {
    const { before, after } = changed;
    checkShape(after);
    checkNextStep(after, commit.now);
    if (before) checkWhatStays(before, after);
    else checkOpening(after, commit.by, ledger, documents);
    checkCommand(changed, commit, ledger);
    checkKey(after, ledger);
    if (after.state === "sent")
      hold(
        ledger.accepted.has(`${commandIdOf(after)} ${after.nextStep}`),
        "sent is said of what was accepted",
      );
    checkEnding(changed, commit, { ledger, documents });
    checkDevice(after, documents);
  }
}

function checkShape({ state, nextStep, nextStepAt, endedAt, certificates, attemptIsOpen }: Wipe): void {
  const hasNext = nextStep !== undefined && nextStepAt !== undefined;
  const hasNone = nextStep === undefined && nextStepAt === undefined;
  hold(isOpen(state) ? hasNext : hasNone, "an open wipe has a next step and its time, an ended one has none");
  hold(isOpen(state) === (endedAt === undefined), "endedAt is there when the wipe has ended");
  hold(isOpen(state) || !attemptIsOpen, "an ended wipe has no attempt open");
  hold(certificates.length > 0, "a wipe has something to erase");
}

const longestWait = 2 * 86_400_000;

/** The histories' schedule makes an attempt a day in the end; a step put off for long is as good as none. */
function checkNextStep({ nextStepAt }: Wipe, now: Date): void {
  const isSoon = nextStepAt === undefined || nextStepAt.getTime() <= now.getTime() + longestWait;
  hold(isSoon, "a next step is never further off than the schedule says");
}

function checkWhatStays(before: Wipe, after: Wipe): void {
  const fixed = ({ wipeId, holderId, deviceId, generation, secureElement, openedAt, shard }: Wipe) =>
    JSON.stringify([wipeId, holderId, deviceId, generation, secureElement, openedAt, shard]);
  hold(fixed(before) === fixed(after), "a wipe stays with its holder and device");
  const kept = new Set(after.certificates.map(({ certificateId }) => certificateId));
  hold(
    before.certificates.every(({ certificateId }) => kept.has(certificateId)),
    "a wipe never drops a certificate",
  );
  hold(after.retainUntil >= before.retainUntil, "a wipe is never given up earlier than was planned");
}

function checkOpening(wipe: Wipe, by: Act, ledger: Ledger, documents: MemoryDocuments): void {
  const { evidence, attempts, commandVersion, state } = wipe;
  if (by.by === "reset") {
    checkReset(wipe, by);
    ledger.figures.add("moments", "opened by a reset");
    return;
  }
  hold(
    ends(by.by) || by.by === "register",
    "only a revocation, an expiry or a phone that is back opens a wipe",
  );
  if (by.by === "register") checkByPhone(wipe, by, { ledger, documents });
  const isFresh = evidence === "none" && attempts === 0 && commandVersion === 1;
  hold(isFresh, "a wipe begins with nothing tried and nothing known");
  if (state === "cancelled") {
    ledger.figures.add("moments", "over from the start");
    return;
  }
  hold(
    state === (isHandedOut(wipe, by) ? "received" : "pending"),
    "a wipe begins pending, or in its phone's hands",
  );
}

/**
 * A phone that is back is owed a wipe of what it has shown, which was stopped and given up; one that is enrolled anew, of what it
 * takes over, which was stopped and is on its chip for all that anybody knows.
 */
function checkByPhone(
  wipe: Wipe,
  { registration, phone }: Extract<Act, { by: "register" }>,
  { ledger, documents }: { ledger: Ledger; documents: MemoryDocuments },
): void {
  const shown = new Set(registration.certificates.map(({ certificateId }) => certificateId));
  const ended = wipes.all(documents).filter(({ state }) => !isOpen(state));
  const givenUp = new Set(ended.flatMap((one) => one.certificates.map(({ certificateId }) => certificateId)));
  for (const { certificateId } of wipe.certificates) {
    const certificate = certificates.at(documents, certificateId);
    hold(
      certificate?.state === "revoked" || certificate?.state === "expired",
      "what a phone is owed a wipe of was stopped",
    );
    hold(certificate?.deviceId === wipe.deviceId, "what a phone is owed a wipe of is its own");
    hold(ledger.phoneOf.get(certificateId) === phone, "what is taken over was in the same phone");
    if (shown.has(certificateId)) hold(givenUp.has(certificateId), "what is asked for again was given up");
  }
  const isBack = wipe.certificates.some(({ certificateId }) => shown.has(certificateId));
  ledger.figures.add("moments", isBack ? "opened by a phone that is back" : "opened for what was taken over");
}

/** What nobody has stopped is the SEI-TSM's alone, or gone already. */
function checkReset({ state, scope, nextStep, attempts, commandVersion, resetVersion }: Wipe, by: Act): void {
  const isDone = by.by === "reset" && by.isErased && state === "confirmed";
  const isAsked = state === "pending" && scope === "applet" && nextStep === "askTsm";
  hold(isDone || isAsked, "a reset's wipe begins with a request to the SEI-TSM, or is confirmed");
  hold(
    attempts === 0 && commandVersion === 1 && resetVersion === 1,
    "a reset's wipe begins at its beginning",
  );
}

/** Whether the phone gets the command with the answer: then it isn't sent at once, but it is planned. */
function isHandedOut({ nextStep }: Wipe, by: Act): boolean {
  return by.by === "stopUsing" && nextStep === "attempt";
}

/** A release ends what doesn't come back, and the schedule does what a holder chose. A hold never does. */
function ends(by: Act["by"]): boolean {
  return ["revoke", "stopUsing", "expire", "tell", "release", "remind"].includes(by);
}

function checkCommand({ before, after }: Changed<Wipe>, { by, now }: Commit, ledger: Ledger): void {
  const commandId = commandIdOf(after);
  const nonce = ledger.nonces.get(commandId);
  const isNew = nonce === undefined;
  hold(isNew || nonce === after.nonce, "a version of a command has one nonce");
  if (isNew) ledger.nonces.set(commandId, after.nonce);
  if (!before) return;
  if (before.nextStep === "attempt" && after.nextStep === "askTsm") {
    hold(
      after.nextStepAt !== undefined && after.nextStepAt <= now,
      "what is handed over is asked for at once",
    );
    ledger.figures.add("moments", "handed over to the SEI-TSM");
  }
  const hasGrown = after.certificates.length > before.certificates.length;
  // What a reset has listed before makes a version of its own once it is revoked.
  const isTold =
    before.resetVersion !== undefined && ends(by.by) && after.commandVersion > before.commandVersion;
  const rise = hasGrown || isTold ? 1 : 0;
  hold(after.commandVersion === before.commandVersion + rise, "what joins makes a new version");
  if (!hasGrown) return;
  ledger.figures.add("moments", by.by === "reset" ? "joined by a reset" : "wipe joined");
  const mayJoin = ends(by.by) || by.by === "reset" || by.by === "register";
  hold(mayJoin, "only a revocation, an expiry, a reset or a phone that is back joins a wipe");
  if (by.by === "reset" && by.isErased) return;
  hold(after.nonce !== before.nonce, "a new version has a new nonce");
  if (isHandedOut(after, by)) {
    ledger.figures.add("moments", "wipe joined on the phone");
    hold(
      after.state === "received" && !after.attemptIsOpen,
      "a wipe that was joined on its phone is in its hands",
    );
    return;
  }
  const isDue = after.nextStepAt !== undefined && after.nextStepAt <= now && !after.attemptIsOpen;
  hold(isDue && after.state === "pending", "a wipe that was joined is sent again at once");
}

function checkKey(wipe: Wipe, ledger: Ledger): void {
  const keys = ledger.keys.get(wipe.deviceId) ?? [];
  if (isOpen(wipe.state))
    hold(keys.at(-1) === wipe.deviceKey.x, "an open wipe is answered with its device's key");
  else hold(keys.includes(wipe.deviceKey.x), "a wipe has a key of its own device");
}

function checkDevice(wipe: Wipe, documents: MemoryDocuments): void {
  const device = devices.at(documents, wipe.deviceId);
  hold(device !== undefined, "a wipe's device is kept");
  if (!device) return;
  const isCurrent = device.wipeId === wipe.wipeId;
  if (isOpen(wipe.state)) hold(isCurrent, "a device's open wipe is the one that it names");
  const erasure = isOpen(wipe.state) ? "open" : wipe.state;
  if (isCurrent) hold(device.erasure === erasure, "a device shows how its wipe stands");
}
