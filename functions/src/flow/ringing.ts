import { mayRingElsewhere } from "../domain/outOfHands.ts";
import type { Clock, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";

/** Whose number it is, under every id of the person, and when it was last shown to be with them. */
interface PersonsNumber {
  readonly holderIds: readonly string[];
  readonly confirmedAt: Date | undefined;
}

/**
 * Whether a person's number may ring on a phone in other hands. Nobody knows which phone it rings on, so none of theirs may be: also
 * one that is long out of use may still have the card in it. Read only where an SMS would go out.
 */
export async function isRingingElsewhere(
  { holderIds, confirmedAt }: PersonsNumber,
  { read, clock }: { read: Transact<"devices" | "certificates">; clock: Clock },
): Promise<boolean> {
  const owned = await read(async (records) => {
    const devices = await Promise.all(holderIds.map((id) => records.devices.allOf(id)));
    return Promise.all(
      devices
        .flat()
        .map(async (device) => ({ device, certificates: await readOwnCertificates(records, device) })),
    );
  });
  return mayRingElsewhere(owned, confirmedAt, clock());
}
