import { type Certificate, isInForce } from "./certificate.ts";
import { type FreshIds, openOrJoinWipe } from "./openWipe.ts";
import type { ResetDevice } from "./reset.ts";
import type { Wipe } from "./wipe.ts";

/**
 * The wipe by which the SEI-TSM is asked for what another was closed on without proof: its phone was initialised, and that didn't
 * clear it, so the app is gone and nobody else gets at the chip. Undefined where there is no such wipe, or where nothing of it was
 * stopped and is in the phone still.
 */
export function askTsmAgain(
  { device, certificates, wipe }: ResetDevice,
  { fresh, now }: { readonly fresh: FreshIds; readonly now: Date },
): Wipe | undefined {
  if (wipe?.state !== "closedUnverified") return undefined;
  const listed = new Set(wipe.certificates.map(({ certificateId }) => certificateId));
  const isOwed = (one: Certificate) => !isInForce(one) && !one.replacedAt && listed.has(one.certificateId);
  const owed = certificates.filter(isOwed);
  if (owed.length === 0) return undefined;
  const duty = { device, certificates: owed, current: wipe, fresh, now };
  return openOrJoinWipe({ ...duty, scope: "applet", isFollowUp: true });
}
