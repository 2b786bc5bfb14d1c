import type { Certificate } from "../domain/certificate.ts";
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
  return commandedOf(wipe, await readInForce({ certificates }, wipe));
}

/** Which of the certificates that a wipe lists are in force, by their thumbprints: all that is known of them outside. */
export function readInForce(
  { certificates }: Pick<Records, "certificates">,
  wipe: Wipe,
): Promise<readonly Certificate[]> {
  return certificates.inForceAmong(wipe.certificates.map(({ thumbprint }) => thumbprint));
}
