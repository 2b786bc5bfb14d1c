import { type Certificate, currentHold } from "./certificate.ts";
import type { Device } from "./device.ts";
import { dayOf } from "./handOverDay.ts";
import type { Matter } from "./matter.ts";
import type { RevocationCause } from "./revocation.ts";

/** Causes after which somebody else may have the phone. */
const causes: readonly (RevocationCause | undefined)[] = ["lost", "stolen", "notFound"];

/**
 * Whether the holder may not have the phone any more: it is on hold, or was lost, stolen or not found, also by a reason that was
 * raised later. Nothing but the wipe message goes to it then, and nobody is asked to touch it.
 */
export function isOutOfHands(certificates: readonly Pick<Certificate, "state" | "revocation">[]): boolean {
  return certificates.some(
    ({ state, revocation }) =>
      state === "onHold" || causes.includes(revocation?.cause) || causes.includes(revocation?.raised?.cause),
  );
}

/**
 * Whether a certificate's last time on hold ended with the certificate itself, not by a release: it was said to be lost, and nobody
 * said that it was found, whatever it was revoked for then. By the phone alone it isn't to be taken for its holder's.
 */
export function endedOnHold(certificates: readonly Certificate[]): boolean {
  return certificates.some(({ state, revocation, expiresAt, holds = [] }) => {
    const endedAt = holds.at(-1)?.endedAt;
    if (endedAt === undefined) return false;
    if (state === "expired") return endedAt >= expiresAt;
    const isEnd = endedAt.getTime() === revocation?.revokedAt.getTime();
    return state === "revoked" && isEnd && revocation?.cause !== "foundAgain";
  });
}

/** Whether a phone may show its holder messages, also about other phones: not once somebody else may be looking at it. */
export function mayShowMessages(
  { matter }: Pick<Device, "matter">,
  certificates: readonly Certificate[],
  now: Date,
): boolean {
  return !isHandedOver(matter, now) && !isOutOfHands(certificates) && !endedOnHold(certificates);
}

function isHandedOver(matter: Device["matter"], now: Date): matter is Matter {
  return matter?.about === "handOver" && now >= dayOf(matter);
}

/** A device with the certificates that are still its own. */
interface OwnedDevice {
  readonly device: Pick<Device, "state" | "matter" | "secureElement" | "generation">;
  readonly certificates: readonly Certificate[];
}

/**
 * Whether a holder's number may ring on a phone that is in other hands: on any that was lost, stolen or not found, also once it is out
 * of use, or that was handed over. Not on one that was enrolled anew since, and not where the number was confirmed after the
 * loss: then it rang with the holder.
 */
export function mayRingElsewhere(
  devices: readonly OwnedDevice[],
  confirmedAt: Date | undefined,
  now: Date,
): boolean {
  return devices.some(({ device, certificates }) => {
    if (!isOutOfHands(certificates)) return mayRingOnHandedOver(device, confirmedAt, now);
    const since = outOfHandsSince(certificates);
    const isWithHolder = since !== undefined && isConfirmedSince(since, confirmedAt);
    return !isWithHolder && !devices.some((other) => isLaterEnrolment(other, device));
  });
}

/** Whether a number was shown to be with its holder after this time, which is that of a loss; always where there was none. */
export function isConfirmedSince(lostAt: Date | undefined, confirmedAt: Date | undefined): boolean {
  return lostAt === undefined || (confirmedAt !== undefined && confirmedAt > lostAt);
}

/** A number that was confirmed after the day of the hand-over was with its holder, as it is after a loss. */
function mayRingOnHandedOver(
  { state, matter }: OwnedDevice["device"],
  confirmedAt: Date | undefined,
  now: Date,
): boolean {
  return state === "active" && isHandedOver(matter, now) && !isConfirmedSince(dayOf(matter), confirmedAt);
}

function isLaterEnrolment({ device, certificates }: OwnedDevice, of: OwnedDevice["device"]): boolean {
  const isSame = device.secureElement === of.secureElement && device.generation > of.generation;
  return isSame && device.state === "active" && !isOutOfHands(certificates);
}

/** Since when a phone may be in other hands: when that was last said of it, and not only said to last. */
function outOfHandsSince(certificates: readonly Certificate[]): Date | undefined {
  const said = certificates.flatMap((certificate) => {
    const { revocation } = certificate;
    return [
      currentHold(certificate)?.heldAt,
      causes.includes(revocation?.cause) ? lostAt(certificate) : undefined,
      causes.includes(revocation?.cause) || !causes.includes(revocation?.raised?.cause)
        ? undefined
        : revocation?.raised?.raisedAt,
    ].filter((at) => at !== undefined);
  });
  return said.toSorted((one, other) => other.getTime() - one.getTime())[0];
}

/** A revocation that ended a hold says nothing new: the phone has been gone since the call. */
function lostAt({ revocation, holds = [] }: Certificate): Date | undefined {
  const endedAt = revocation?.revokedAt;
  const ended = holds.find(
    (span) => span.endedAt !== undefined && span.endedAt.getTime() === endedAt?.getTime(),
  );
  return ended?.heldAt ?? endedAt;
}
