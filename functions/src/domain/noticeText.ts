import type { Certificate } from "./certificate.ts";
import type { Device } from "./device.ts";
import type { Hold } from "./hold.ts";
import type { Message } from "./message.ts";
import type { NoticeSubject } from "./notice.ts";
import { type DeviceFacts, instructionOf } from "./nudge.ts";
import { listsInForce } from "./reset.ts";
import type { Revocation } from "./revocation.ts";
import type { Wipe } from "./wipe.ts";

/** What the holder is told of something that happened to a wipe, as all of it is now; undefined where another notice does. */
export function noticeOfWipe(about: NoticeSubject, wipe: Wipe, facts: DeviceFacts): Message | undefined {
  const { model } = facts.device.handset;
  const { endedAt = facts.now } = wipe;
  const isInForce = listsInForce(wipe, facts.certificates);
  switch (about) {
    case "revoked":
      return revoked(model, wipe, facts.certificates);
    case "erased":
      return { code: isInForce ? "erasedNotRevoked" : "erased", values: { model, erasedAt: endedAt } };
    case "closedUnverified":
      return { code: "closedUnverified", values: { model, closedAt: endedAt } };
    case "wipeStuck":
      return wipe.state === "stuck" && !isInForce
        ? { code: "wipeStuck", values: { model, instruction: instructionOf({ ...facts, wipe }) } }
        : undefined;
    default:
      return undefined;
  }
}

/**
 * What the holder is told of what others did about a phone: a shop checked it at `at`, or somebody else's app found certificates
 * on it; undefined for a find once the phone registered again.
 */
export function noticeOfDevice(
  about: NoticeSubject,
  { handset: { model }, found }: Pick<Device, "handset" | "found">,
  at: Date,
): Message | undefined {
  if (about === "checked") return { code: about, values: { model, checkedAt: at } };
  if (about !== "foundInForce" && about !== "foundErased") return undefined;
  const foundAt = about === "foundInForce" ? found?.inForce : found?.erased;
  return foundAt && { code: about, values: { model, foundAt } };
}

/** Who revoked it says who else tells of it: the end of a hold has notices of its own, and of an expiry nobody needs any. */
function revoked(model: string, wipe: Wipe, certificates: readonly Certificate[]): Message | undefined {
  const listed = new Set(wipe.certificates.map(({ certificateId }) => certificateId));
  const last = latest(certificates.filter(({ certificateId }) => listed.has(certificateId)));
  if (!last || last.channel === "hold") return undefined;
  const code = last.channel === "ca" ? "revokedByCa" : "revoked";
  return { code, values: { model, revokedAt: last.revokedAt } };
}

/** What the holder is told of something that happened to a hold. */
export function noticeOfHold(
  about: NoticeSubject,
  { state, placedAt, releasedAt = placedAt, escalateAt }: Hold,
  certificates: readonly Certificate[],
): Message | undefined {
  const ended = latest(certificates.filter(({ revocation }) => revocation?.channel === "hold"));
  switch (about) {
    case "held":
      // Told late, it would say what is no longer so.
      return state === "open" || state === "joined"
        ? { code: "held", values: { heldAt: placedAt, ...(escalateAt ? { escalateAt } : {}) } }
        : undefined;
    case "released":
      return { code: "released", values: { releasedAt, mustBeIssuedAgain: ended?.cause === "foundAgain" } };
    case "escalated":
      return ended && { code: "escalated", values: { revokedAt: ended.revokedAt } };
    default:
      return undefined;
  }
}

function latest(certificates: readonly Certificate[]): Revocation | undefined {
  const all = certificates.flatMap(({ revocation }) => revocation ?? []);
  return all.toSorted((one, other) => other.revokedAt.getTime() - one.revokedAt.getTime())[0];
}
