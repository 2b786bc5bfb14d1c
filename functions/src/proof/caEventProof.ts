import { CaEvent } from "../contract/caEvent.ts";
import { messageTypes } from "../contract/jws.ts";
import { certificateIdOf } from "../domain/certificateName.ts";
import { hexDigest } from "../domain/hash.ts";
import { isRefused, refuse } from "../domain/refusal.ts";
import type { ReadCaEvent } from "../flow/ports.ts";
import { longestPartnerLife, type PartnerPolicy, readFromPartner } from "./partnerProof.ts";

const message = {
  type: messageTypes.caEvent,
  schema: CaEvent,
  scope: "ca:events",
  longestLife: longestPartnerLife,
} as const;

/** Reads the CA's events; a card is only ever the hash of its issuer and serial from here on. */
export function caEventProofs(policy: PartnerPolicy): ReadCaEvent {
  return async (jws, now) => {
    const read = await readFromPartner(jws, message, { ...policy, now });
    if (isRefused(read)) return read;
    const { claims, proof } = read;
    const signedBy = claims.iss;
    if (claims.occurredAt > claims.iat)
      return { ...refuse("malformed_request", "occurredAt: it can't lie after iat."), signedBy };
    const card = { cardId: certificateIdOf(claims.card), occurredAt: new Date(claims.occurredAt * 1000) };
    const eventId = hexDigest(claims.iss, claims.jti);
    if (claims.event !== "cardRenewed")
      return { ...card, kind: claims.event, eventId, proof, partnerId: signedBy };
    const newCardId = certificateIdOf(claims.newCard);
    if (newCardId === card.cardId)
      return {
        ...refuse("malformed_request", "newCard: it has to be another certificate than card."),
        signedBy,
      };
    return { ...card, kind: claims.event, newCardId, eventId, proof, partnerId: signedBy };
  };
}
