import type { Certificate } from "./certificate.ts";
import type { Wipe } from "./wipe.ts";

/** The newest of a device's wipes that lists a certificate: it decides for it. `current` is the one opened last. */
export function newestWipeOf(
  { certificateId }: Pick<Certificate, "certificateId">,
  current: Wipe | undefined,
  others: readonly Wipe[],
): Wipe | undefined {
  const newestFirst = others.toSorted((one, other) => other.openedAt.getTime() - one.openedAt.getTime());
  const wipes = current ? [current, ...newestFirst] : newestFirst;
  return wipes.find(({ certificates }) =>
    certificates.some((target) => target.certificateId === certificateId),
  );
}
