import type { z } from "zod";
import { CaEvent, type CardName } from "../contract/caEvent.ts";
import { messageTypes } from "../contract/jws.ts";
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
    const card = { cardId: cardIdOf(claims.card), occurredAt: new Date(claims.occurredAt * 1000) };
    const eventId = hexDigest(claims.iss, claims.jti);
    if (claims.event !== "cardRenewed")
      return { ...card, kind: claims.event, eventId, proof, partnerId: signedBy };
    const newCardId = cardIdOf(claims.newCard);
    if (newCardId === card.cardId)
      return {
        ...refuse("malformed_request", "newCard: it has to be another certificate than card."),
        signedBy,
      };
    return { ...card, kind: claims.event, newCardId, eventId, proof, partnerId: signedBy };
  };
}

/** The same id that cardProof gives a certificate: over the bytes of a DER integer, whatever zeros the hex had in front. */
function cardIdOf({ issuer, serial }: z.output<typeof CardName>): string {
  const digits = serial.replace(/^0+/, "") || "0";
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const isNegativeAsIs = Number.parseInt(even.slice(0, 2), 16) >= 0x80;
  const bytes = Buffer.from(isNegativeAsIs ? `00${even}` : even, "hex");
  return hexDigest(Buffer.from(issuer, "base64"), bytes);
}
