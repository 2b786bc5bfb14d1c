import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { Card } from "../stack/authorities/cards.ts";
import type { SignBytes } from "../stack/phones/compactJws.ts";
import { createDeviceKey } from "../stack/phones/deviceKey.ts";
import { openSession, postJson } from "../stack/phones/holder.ts";
import { keepPartners, registered } from "../stack/registerPartners.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";

/** A partner whose key is in our hands; the stand-ins' own keys never leave them. */
export interface FuzzPartner {
  readonly partnerId: string;
  readonly header: object;
  readonly sign: SignBytes;
}

/** A SEI-TSM, a maker and a CA, and which cards the CA's events are about. */
export interface FuzzPartners {
  readonly tsm: FuzzPartner;
  readonly maker: FuzzPartner;
  readonly ca: FuzzPartner;
  readonly event: { readonly card: object; readonly newCard: object };
}

/** Registers them. The events are about a card of somebody else's than the cast's, whose sessions go on. */
export async function registerFuzzPartners(addresses: StackAddresses): Promise<FuzzPartners> {
  const [tsm, ca] = [await makeKey("fuzz-tsm"), await makeKey("fuzz-ca")];
  const maker = await makeKey("fuzz-maker");
  const now = new Date();
  await keepPartners(addresses, [
    registered(
      { partnerId: tsm.partnerId, name: "TSM", kind: "tsm", scopes: ["tsm:report"] },
      [tsm.jwk],
      now,
    ),
    registered(
      { partnerId: maker.partnerId, name: "Maker", kind: "maker", scopes: ["resets:write"] },
      [maker.jwk],
      now,
    ),
    registered({ partnerId: ca.partnerId, name: "CA", kind: "ca", scopes: ["ca:events"] }, [ca.jwk], now),
  ]);
  const [card, newCard] = [await newCardFrom(addresses), await newCardFrom(addresses)];
  await openSession(card, addresses);
  return {
    tsm,
    maker,
    ca,
    event: { card: certificateNameOf(card.certificate), newCard: certificateNameOf(newCard.certificate) },
  };
}

async function makeKey(partnerId: string): Promise<FuzzPartner & { jwk: PartnerJwk }> {
  const { publicKey, thumbprint: kid, sign } = await createDeviceKey();
  const jwk = PartnerJwk.parse({ ...publicKey, kid, alg: "ES256" });
  return { partnerId, jwk, header: { alg: "ES256", kid }, sign };
}

async function newCardFrom({ authorities }: StackAddresses): Promise<Card> {
  const { body } = await postJson(`${authorities.url}/cards`, { algorithm: "ES256" });
  return Card.parse(body);
}
