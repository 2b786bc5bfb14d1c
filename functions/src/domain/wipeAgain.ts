import { type Certificate, isInForce } from "./certificate.ts";
import type { Device } from "./device.ts";
import { isErasedStill } from "./erasedStill.ts";
import { newestWipeOf } from "./newestWipe.ts";
import { type FreshIds, openOrJoinWipe } from "./openWipe.ts";
import { shownAt } from "./shown.ts";
import type { Wipe, WipeScope } from "./wipe.ts";

/** A phone that has just registered, with the certificates that it has shown by that and all of its wipes. */
interface PhoneBack {
  readonly device: Device;
  readonly shown: readonly Certificate[];
  readonly wipes: readonly Wipe[];
}

/**
 * The wipe that a phone is owed once it has shown certificates that were stopped and taken for erased, or for replaced, or whose
 * time for being erased was over: without another one nothing would ever erase them, for a wipe that has ended stays so. Undefined
 * where it has shown no such certificate, and where its holder's word closed the wipe: nobody pushes to a phone that they gave away. What
 * is in force is owed none; its revocation opens one.
 */
export function wipeAgain(
  { device, shown, wipes }: PhoneBack,
  owing: { readonly fresh: FreshIds; readonly scope: WipeScope; readonly now: Date },
): Wipe | undefined {
  const current = wipes.find(({ wipeId }) => wipeId === device.wipeId);
  const back = shown.filter((one) => !isInForce(one) && isGivenUp(one, { device, current, wipes }));
  return back.length > 0
    ? openOrJoinWipe({ device, certificates: back, current, isFollowUp: true, ...owing })
    : undefined;
}

function isGivenUp(
  certificate: Certificate,
  { device, current, wipes }: { device: Device; current: Wipe | undefined; wipes: readonly Wipe[] },
): boolean {
  const wipe = newestWipeOf(certificate, current, wipes);
  // A registration may come late: from before another enrolment took the wipe's place.
  if (wipe?.state === "cancelled")
    return wipe.endedAt === undefined || shownAt(device, certificate.certificateId) > wipe.endedAt;
  if (wipe?.state === "closedUnverified") return wipe.declared === undefined;
  return wipe?.state === "confirmed" && !isErasedStill(certificate.certificateId, wipe, device);
}
