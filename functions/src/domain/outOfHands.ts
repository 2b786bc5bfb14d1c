import type { Certificate } from "./certificate.ts";
import type { Device } from "./device.ts";
import { dayOf } from "./handOverDay.ts";
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

/** Whether a phone may show its holder messages, also about other phones: not once somebody else may be looking at it. */
export function mayShowMessages(
  { matter }: Pick<Device, "matter">,
  certificates: readonly Pick<Certificate, "state" | "revocation">[],
  now: Date,
): boolean {
  const isHandedOver = matter?.about === "handOver" && now >= dayOf(matter);
  return !isHandedOver && !isOutOfHands(certificates);
}
