import { type Commanded, commandedOf } from "../domain/commanded.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { Records } from "./ports.ts";

/**
 * What a wipe's phone may be commanded to erase, as its certificates stand now; undefined where all of it is in force. Nothing is
 * signed without it, on whichever way a command goes out: reading is the only thing that no edit of a wipe gets past.
 */
export async function readCommanded(
  { certificates }: Pick<Records, "certificates">,
  wipe: Wipe,
): Promise<Commanded | undefined> {
  const thumbprints = wipe.certificates.map(({ thumbprint }) => thumbprint);
  return commandedOf(wipe, await certificates.inForceAmong(thumbprints));
}
