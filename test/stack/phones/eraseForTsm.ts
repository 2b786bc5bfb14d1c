import { z } from "zod";
import { Sha256 } from "../../../functions/src/contract/jws.ts";
import type { TsmReport } from "../../../functions/src/contract/tsm.ts";
import { type CertificateKind, certificateKinds } from "../../../functions/src/domain/certificate.ts";
import { wipeScopes } from "../../../functions/src/domain/wipe.ts";
import { outcomeOf } from "./eraseAsTold.ts";
import { type SecureElement, SecureElementBusy, type StatusWord } from "./secureElement.ts";

/** `POST /secure-elements/{id}/erase`: what the SEI-TSM has a secure element erase over its own channel. */
export const TsmOrder = z.strictObject({ thumbprints: z.array(Sha256).min(1), scope: z.enum(wipeScopes) });

/** What became of one certificate. */
type TsmResult = z.infer<typeof TsmReport>["results"][number];

/**
 * Erases what is named and found on the chip, with the SEI-TSM's rights. The applet goes as a whole only when nothing else
 * is in it. Something else in a slot is left alone, and a certificate that isn't found beside it is `failed`.
 */
export function eraseForTsm(element: SecureElement, order: z.infer<typeof TsmOrder>): TsmResult[] {
  const filled = certificateKinds.filter((kind) => element.thumbprintOf(kind));
  const isNamed = (kind: CertificateKind) =>
    order.thumbprints.some((one) => one === element.thumbprintOf(kind));
  const hasOther = !filled.every(isNamed);
  const found = new Map(filled.map((kind) => [element.thumbprintOf(kind), kind]));
  const wholeApplet =
    order.scope === "applet" && !hasOther ? outcomeWith(() => element.deleteApplet()) : undefined;
  return order.thumbprints.map((thumbprint) => {
    const kind = found.get(thumbprint);
    const absent = hasOther ? "failed" : "alreadyAbsent";
    const onChip = (slot: CertificateKind) => wholeApplet ?? outcomeWith(() => element.erase(slot, "tsm"));
    return { "x5t#S256": thumbprint, outcome: kind === undefined ? absent : onChip(kind) };
  });
}

function outcomeWith(erase: () => StatusWord): TsmResult["outcome"] {
  try {
    return outcomeOf[erase()];
  } catch (problem) {
    if (problem instanceof SecureElementBusy) return "notNow";
    throw problem;
  }
}
