import { hexDigest, keyedHash } from "./hash.ts";
import { type Decision, type Refused, refuse } from "./refusal.ts";
import { type ShownBy, shownBys } from "./shownPhone.ts";

/** A phone by the number that it shows, as a keyed hash, and whose word it is that this is the phone. */
export interface SaidPhone {
  /** Hex HMAC-SHA-256 of the normalised number; the number itself is never kept. */
  readonly phone: string;
  readonly shownBy: ShownBy;
}

/** Hashes numbers as devices keep them, under the secure elements' key: it stays as long as they do, and no element's id looks like this. */
export function phoneHashes(key: Uint8Array): (shown: string) => string {
  return (shown) => keyedHash(key, hexDigest("provenPhone", shown));
}

/** The proof that was given last: enough to give the same one again. */
export interface GivenProof {
  readonly proofId: string;
  readonly salt: string;
  /** Hex SHA-256 of all that it says: what says something else is another proof. */
  readonly says: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** The phone that a device was proven to be in, once and for all but for a slip on a weaker word, which a stronger one puts right. */
export interface ProvenPhone extends SaidPhone {
  readonly latest: GivenProof;
}

/**
 * The phone that a proof is about, by the stronger word. A device that was proven for one phone is in no other: else the clearance
 * of one phone would vouch for any number of them. Only a stronger word overrules: a shop's a holder's, and that of a shop to which
 * the phone itself answered both.
 */
export function bindPhone(before: SaidPhone | undefined, said: SaidPhone): Decision<SaidPhone> {
  if (before === undefined) return said;
  const isStronger = shownBys.indexOf(said.shownBy) > shownBys.indexOf(before.shownBy);
  if (before.phone !== said.phone) return isStronger ? said : ofAnother[said.shownBy];
  return isStronger ? said : { phone: before.phone, shownBy: before.shownBy };
}

/** By whose word was too weak: each is told of the next stronger one, and the strongest that there is none. */
const ofAnother = {
  holder: refuseOther("a shop has to look at the phone."),
  shopByCode: refuseOther("check the phone again by the QR code that its own app shows."),
  shop: refuseOther("this is another phone, and gets no proof."),
} as const satisfies Record<ShownBy, Refused>;

function refuseOther(remedy: string): Refused {
  const detail = `This was proven for a phone that shows another number. Of two IMEIs give the first; else ${remedy}`;
  return refuse("phone_of_another_proof", detail);
}
