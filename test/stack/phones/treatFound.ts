import type { z } from "zod";
import {
  FoundCertificates,
  FoundErasedTaken,
  type foundOutcomes,
} from "../../../functions/src/contract/found.ts";
import { certificateKinds } from "../../../functions/src/domain/certificate.ts";
import { outcomeOf } from "./eraseAsTold.ts";
import type { FirebaseClient } from "./firebaseClient.ts";
import type { Hardware } from "./hardware.ts";

/** What the app was told of certificates that an earlier owner left, and what became of them where it could erase. */
export interface Treated {
  readonly answer: z.output<typeof FoundCertificates>;
  readonly outcome?: (typeof foundOutcomes)[number];
}

/**
 * What the app does once whoever has the phone says that the certificates on it aren't theirs: asks about them, erases where
 * that is allowed, and says what became of it. Needs nobody signed in.
 */
export async function treatFound(
  { secureElement, narrate }: Hardware,
  client: FirebaseClient,
): Promise<Treated> {
  const filled = certificateKinds.filter((kind) => secureElement.thumbprintOf(kind));
  const thumbprints = filled.map((kind) => secureElement.thumbprintOf(kind));
  const answer = FoundCertificates.parse(await client.call("checkFoundCertificates", { thumbprints }));
  narrate(`found certificates of somebody else: ${answer.found}`);
  if (!answer.mayErase) return { answer };
  const isErased = filled.every((kind) => outcomeOf[secureElement.erase(kind)] !== "failed");
  const outcome = isErased ? "erased" : "failed";
  FoundErasedTaken.parse(await client.call("reportFoundErased", { thumbprints, outcome }));
  return { answer, outcome };
}
