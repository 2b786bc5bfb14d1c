import { refuse } from "../domain/refusal.ts";

/** A card that was renewed, was revoked or has expired by the CA's word, as its CRL would say; or its holder has died. */
export const cardStopped = refuse("card_revoked", "Use the card's present signing certificate.");
