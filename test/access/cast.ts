import { certificateIdOf } from "../../functions/src/domain/certificateName.ts";
import { thumbprintOf } from "../../functions/src/domain/hash.ts";
import { type PartnerSigner, partnerSigner } from "../doubles/partners.ts";
import { type Certified, certify, quickHierarchy } from "../doubles/signers.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";

/** A certificate with its key, and the names that this service knows it by. */
export interface Signer extends Certified {
  readonly certificateId: string;
  readonly thumbprint: string;
  readonly pem: string;
}

/** The two certificates that a phone has. */
export interface PhoneSigners {
  readonly signing: Signer;
  readonly authentication: Signer;
}

export type Cast = Awaited<ReturnType<typeof makeCast>>;

/** Everybody who tries something, with real keys and certificates; made once, they have no state of their own. */
export async function makeCast() {
  const [cardCa, phoneCa] = await Promise.all([quickHierarchy("card"), quickHierarchy("phone")]);
  const listed = named(await certify(cardCa));
  cardCa.revoke(listed.serial, new Date());
  const card = () => certify(cardCa).then(named);
  return {
    ...{ cardCa, phoneCa, listed },
    card: await card(),
    newCard: await card(),
    otherCard: await card(),
    unknownCard: await card(),
    authenticationOfCard: named(await certify(cardCa, { kind: "authentication" })),
    phone: await phoneSigners(phoneCa),
    phoneOutOfTime: await phoneSigners(phoneCa, "expired"),
    newPhone: await phoneSigners(phoneCa),
    otherPhone: await phoneSigners(phoneCa),
    selfMade: named(await certify(cardCa, { fault: "foreignRoot" })),
    partners: {
      ca: partnerSigner("ES256"),
      withoutScope: partnerSigner("ES256"),
      disabled: partnerSigner("ES256"),
      tsm: partnerSigner("ES256"),
      maker: partnerSigner("ES256"),
      unknown: partnerSigner("ES256"),
    } satisfies Record<string, PartnerSigner>,
  };
}

async function phoneSigners(ca: Hierarchy, fault?: "expired"): Promise<PhoneSigners> {
  const [signing, authentication] = await Promise.all([
    certify(ca, { ...(fault ? { fault } : {}), kind: "signing" }),
    certify(ca, { ...(fault ? { fault } : {}), kind: "authentication" }),
  ]);
  return { signing: named(signing), authentication: named(authentication) };
}

function named(certified: Certified): Signer {
  const [leaf = ""] = certified.x5c;
  const pem = `-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----`;
  return {
    ...certified,
    certificateId: certificateIdOf(certificateNameOf(pem)),
    thumbprint: thumbprintOf(Buffer.from(leaf, "base64")),
    pem,
  };
}
