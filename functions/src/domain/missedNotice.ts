import type { Certificate } from "./certificate.ts";
import { type Notice, notice } from "./notice.ts";
import { isOutOfHands } from "./outOfHands.ts";
import { isKept } from "./sending.ts";
import { isRevocations, type Wipe } from "./wipe.ts";

/**
 * The notice of a lost phone's revocation that its holder must have, whether or not it was given: nobody is reminded of such a phone,
 * so one whose event was lost for good would never be heard of, be it of the wipe's opening or of a theft that joined it later. It has
 * the id of the one that was given. Undefined where none is owed, and once one that was given in time wouldn't be kept any more:
 * then nobody can tell, and whoever was told isn't told again.
 */
export function missedNotice(
  wipe: Wipe,
  certificates: readonly Certificate[],
  now: Date,
): Notice | undefined {
  const { holderId, wipeId } = wipe;
  const version = versionToldOf(wipe);
  if (version === 0 || !isOutOfHands(certificates)) return undefined;
  if (!isKept({ dueAt: stoppedAt(wipe, certificates) }, now)) return undefined;
  return notice({ holderId, about: "revoked", subject: `wipes/${wipeId}`, version }, now);
}

/** The last version that was told as a revocation, as far as that is known; 0 where there is none. */
function versionToldOf(wipe: Wipe): number {
  const { commandVersion: last } = wipe;
  return [last, last - 1].find((version) => version > 0 && isRevocations(wipe, version)) ?? 0;
}

/** When the last of a wipe's certificates was revoked: no notice of that is older. */
function stoppedAt({ openedAt, certificates: listed }: Wipe, certificates: readonly Certificate[]): Date {
  const ids = new Set(listed.map(({ certificateId }) => certificateId));
  const own = certificates.filter(({ certificateId }) => ids.has(certificateId));
  const times = own.flatMap(({ revocation }) => revocation?.revokedAt.getTime() ?? []);
  return new Date(Math.max(openedAt.getTime(), ...times));
}
