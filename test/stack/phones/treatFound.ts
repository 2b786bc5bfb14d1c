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
import { online } from "./online.ts";

/**
 * What the app was told of certificates that an earlier owner left, and what became of them where it could erase; `isEmpty`
 * where there are none, of which nobody is asked.
 */
export type Treated =
  | { readonly isEmpty: true }
  | {
      readonly answer: z.output<typeof FoundCertificates>;
      readonly outcome?: (typeof foundOutcomes)[number];
    };

/**
 * What the app does once whoever has the phone says that the certificates on it aren't theirs: asks about them, erases where
 * that is allowed, and says what became of it. Needs nobody signed in. Throws Offline without a network, where nothing happens.
 */
export async function treatFound(hardware: Hardware, client: FirebaseClient): Promise<Treated> {
  online(hardware);
  const { secureElement, narrate } = hardware;
  const filled = certificateKinds.filter((kind) => secureElement.thumbprintOf(kind));
  if (filled.length === 0) return { isEmpty: true };
  const thumbprints = filled.map((kind) => secureElement.thumbprintOf(kind));
  const answer = FoundCertificates.parse(await client.call("checkFoundCertificates", { thumbprints }));
  narrate(`found certificates of somebody else: ${answer.found}`);
  if (!answer.mayErase) return { answer };
  const isErased = filled.every((kind) => outcomeOf[secureElement.erase(kind)] !== "failed");
  const outcome = isErased ? "erased" : "failed";
  FoundErasedTaken.parse(await client.call("reportFoundErased", { thumbprints, outcome }));
  return { answer, outcome };
}
