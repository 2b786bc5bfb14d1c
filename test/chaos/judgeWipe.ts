import { certificateKinds } from "../../functions/src/domain/certificate.ts";
import { openWipeStates } from "../../functions/src/domain/wipeMoves.ts";
import type { SeenAttempt, SeenMessage, SeenPhone, SeenWipe, Snapshot } from "./snapshot.ts";

/** What one phone's wipe promises and doesn't keep. */
export function judgeWipe(phone: SeenPhone, wipe: SeenWipe, snapshot: Snapshot): string[] {
  const isAbout = ({ wipeId }: { wipeId: string }) => wipeId === wipe.wipeId;
  return [
    ...judgeEnd(phone, wipe),
    ...judgeEvidence(phone, wipe),
    ...judgeAttempts(wipe, snapshot.attempts.filter(isAbout), snapshot.messages.filter(isAbout)),
  ];
}

/** A phone that came back is proven erased; whatever else is open names its next step. */
function judgeEnd(phone: SeenPhone, { state, nextStep, nextStepAt }: SeenWipe): string[] {
  if (state === "confirmed") return [];
  const open: readonly string[] = openWipeStates;
  if (!open.includes(state)) return [`ended as ${state}`];
  const stepless = nextStep && nextStepAt ? [] : [`is ${state} and has no next step`];
  const owed = hasComeBack(phone) && !hasLostItsEvidence(phone);
  return owed ? [...stepless, `is ${state}, although the phone came back`] : stepless;
}

/** Whether the phone was to come back, or never went. */
export function hasComeBack({ planned }: Pick<SeenPhone, "planned">): boolean {
  return planned.returns !== "never" || planned.trouble === "none";
}

/**
 * Whether the phone erased everything and lost the app, with the key to sign with, before its answer was taken: nobody is
 * left who could prove it, so its wipe stays open.
 */
export function hasLostItsEvidence({ planned, view }: SeenPhone): boolean {
  const { signing, authentication } = view.secureElement;
  return planned.trouble === "appRemoved" && signing.isEmpty && authentication.isEmpty;
}

/** "Erased" is only said of what is off the chip, and a phone whose answer was taken is believed. */
function judgeEvidence({ view }: SeenPhone, wipe: SeenWipe): string[] {
  const onChip = new Set(certificateKinds.map((kind) => view.secureElement[kind].thumbprint));
  const held = wipe.certificates.filter(({ thumbprint }) => onChip.has(thumbprint));
  if (wipe.state === "confirmed" && held.length > 0)
    return [`is confirmed, and the secure element still holds ${held.length} certificates`];
  const refused = view.answers.filter(({ state }) => state === "refused");
  return refused.map(({ commandId, seq }) => `refused the phone's own answer ${commandId}-${seq}`);
}

/** Each number is one attempt; "accepted" is only said of what FCM accepted. */
function judgeAttempts(
  { attempts: begun }: SeenWipe,
  attempts: readonly SeenAttempt[],
  messages: readonly SeenMessage[],
): string[] {
  const numbers = new Set(attempts.map(({ number }) => number));
  const misfiled = attempts.filter(({ number, documentId }) => String(number) !== documentId);
  const accepted = attempts.filter(({ outcome }) => outcome === "accepted").length;
  // An attempt that was put off leaves its number to the next one: the last document may be one ahead.
  const ahead = attempts.filter(({ number }) => number < 1 || number > begun + 1);
  return [
    ...(numbers.size < attempts.length ? ["has two attempts under one number"] : []),
    ...misfiled.map(({ number, documentId }) => `files attempt ${number} under ${documentId}`),
    ...ahead.map(({ number }) => `has attempt ${number}, and has begun only ${begun}`),
    ...(accepted > messages.length
      ? [`has ${accepted} accepted attempts, and FCM accepted ${messages.length}`]
      : []),
  ];
}
