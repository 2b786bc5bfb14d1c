import { type BarePhone, createBarePhone, onDeviceRevocationOf } from "../../doubles/barePhone.ts";
import { type Message, serialised, withClaims, withHeader } from "../../doubles/message.ts";
import { x5cOf } from "../../scenario/wrong/forge.ts";
import { faults } from "../../stack/authorities/fault.ts";
import { type Attack, attack } from "./attack.ts";
import { type Cast, cardMessage } from "./cast.ts";
import { kinds, onDevice } from "./kinds.ts";

const notIts = [404, "certificate_unknown"] as const;
const revokedAlready = [400, "certificate_revoked"] as const;
const reused = [400, "proof_reused"] as const;
const untrusted = [401, "chain_untrusted"] as const;
const expired = [401, "chain_expired"] as const;
const forged = [401, "signature_invalid"] as const;
const malformed = [400, "malformed_request"] as const;
const otherType = [400, "message_type_wrong"] as const;
const notHere = [403, "cause_not_allowed"] as const;

/** One phone's signature in the place of another's. */
const othersPhones: readonly Attack[] = [
  phoneAttack("the new phone revoking the old one", notIts, ({ own }, by) =>
    withClaims(by(own.current.phone), { certificates: thumbprintsOf(own.leaving.phone) }),
  ),
  phoneAttack("the new phone revoking the old one along with itself", notIts, ({ own }, by) => {
    const certificates = [own.current.phone, own.leaving.phone].flatMap(thumbprintsOf);
    return withClaims(by(own.current.phone), { certificates });
  }),
  phoneAttack("another holder's phone revoking the own one", notIts, ({ own, other }, by) =>
    withClaims(by(other.current.phone), { certificates: thumbprintsOf(own.leaving.phone) }),
  ),
  phoneAttack("a phone revoking a certificate that isn't there", notIts, ({ own }, by) =>
    withClaims(by(own.leaving.phone), { certificates: ["A".repeat(43)] }),
  ),
  phoneAttack("a phone that nobody registered", notIts, ({ own }, by) => by(own.unused)),
  phoneAttack("a phone that nobody registered revoking another", notIts, ({ own }, by) =>
    withClaims(by(own.unused), { certificates: thumbprintsOf(own.leaving.phone) }),
  ),
  phoneAttack("the new phone's key under the old one's certificate", forged, ({ own }, by) => {
    const { header, claims } = by(own.leaving.phone);
    return { ...by(own.current.phone), header, claims };
  }),
  phoneAttack("another holder's key under the own phone's certificate", forged, ({ own, other }, by) => {
    const { header, claims } = by(own.leaving.phone);
    return { ...by(other.current.phone), header, claims };
  }),
  phoneAttack("the key of the phone's other certificate", forged, ({ own }, by) => {
    const { header, claims } = by(own.leaving.phone);
    return { ...by(own.leaving.phone, "authentication"), header, claims };
  }),
  phoneAttack("the phone's device key in the place of its certificate's", forged, ({ own }, by) => {
    const { deviceKey } = own.leaving.phone;
    return { ...withHeader(by(own.leaving.phone), { jwk: deviceKey.publicKey }), sign: deviceKey.sign };
  }),
];

/** Certificates that no phone of ours has, or that lead nowhere. */
const chains: readonly Attack[] = [
  phoneAttack("a card", untrusted, ({ own, addresses }, by) => {
    const { header, claims } = by(own.leaving.phone);
    const card = cardMessage(own.card, { typ: "", audience: addresses.hostingUrl });
    return { ...withHeader({ ...card, header }, { alg: own.card.algorithm, x5c: x5cOf(own.card) }), claims };
  }),
  phoneAttack("a phone without its chain", untrusted, ({ own }, by) => {
    const [leaf] = own.leaving.phone.certificates.signing.x5c;
    return withHeader(by(own.leaving.phone), { x5c: [leaf] });
  }),
  phoneAttack("a phone with its certificate twice", untrusted, ({ own }, by) => {
    const [leaf, ...rest] = own.leaving.phone.certificates.signing.x5c;
    return withHeader(by(own.leaving.phone), { x5c: [leaf, leaf, ...rest] });
  }),
  phoneAttack(
    "a phone with another holder's certificate between its own and the CA",
    untrusted,
    (cast, by) => {
      const [leaf, ...rest] = cast.own.leaving.phone.certificates.signing.x5c;
      const [between] = cast.other.current.phone.certificates.signing.x5c;
      return withHeader(by(cast.own.leaving.phone), { x5c: [leaf, between, ...rest] });
    },
  ),
  phoneAttack("a phone that brings the trusted root along", untrusted, ({ own, addresses }, by) => {
    const { x5c } = own.leaving.phone.certificates.signing;
    return withHeader(by(own.leaving.phone), { x5c: [...x5c, addresses.authorities.phoneCa] });
  }),
  phoneAttack("a key with no certificate at all", untrusted, ({ own }, by) => {
    const { publicKey: jwk } = own.leaving.phone.certificates.signing.key;
    return withHeader(by(own.leaving.phone), { jwk, x5c: undefined });
  }),
  ...faults.map((fault) =>
    attack(
      `a certificate that is bad (${fault}) revoking the phone`,
      fault === "expired" || fault === "notYetValid" ? expired : untrusted,
      async (cast) => {
        const { addresses, own } = cast;
        const phone = await createBarePhone(addresses.authorities.url, own.card.serial, { fault });
        const right = onDeviceRevocationOf(phone, addresses.hostingUrl);
        const certificates = thumbprintsOf(own.leaving.phone);
        return onDevice.send(cast, await serialised(withClaims(right, { certificates })));
      },
    ),
  ),
];

/** A phone that was revoked says nothing any more: whoever has it now would be told when and why. */
const afterRevocation: readonly Attack[] = [
  phoneAttack("a phone that the card revoked", revokedAlready, ({ own }, by) => by(own.old.phone)),
  phoneAttack("the other certificate of a phone that the card revoked", revokedAlready, ({ own }, by) =>
    by(own.old.phone, "authentication"),
  ),
  phoneAttack("a revoked phone revoking the one in use", revokedAlready, ({ own }, by) =>
    withClaims(by(own.old.phone), { certificates: thumbprintsOf(own.leaving.phone) }),
  ),
  phoneAttack("a phone that revoked itself, with another application", revokedAlready, ({ own }, by) =>
    by(own.left.phone),
  ),
  phoneAttack("a phone that revoked itself, for another cause under the same number", reused, ({ own }) =>
    withClaims(own.left.application, { cause: "disposed" }),
  ),
  phoneAttack("a phone that revoked itself, for another phone under the same number", reused, ({ own }) =>
    withClaims(own.left.application, { certificates: thumbprintsOf(own.leaving.phone) }),
  ),
];

/** What the holder says with the card or to an agent, whom a thief can't be taken for. */
const causes: readonly Attack[] = [
  ...(["lost", "stolen", "movedToNewPhone"] as const).map((cause) =>
    phoneAttack(`a phone saying that it was ${cause}`, notHere, ({ own }, by) =>
      withClaims(by(own.leaving.phone), { cause }),
    ),
  ),
  phoneAttack("a phone saying that its holder died, as only the CA may", malformed, ({ own }, by) =>
    withClaims(by(own.leaving.phone), { cause: "holderDeceased" }),
  ),
  phoneAttack("a phone naming the holder whom it is for", malformed, ({ own, other }, by) =>
    withClaims(by(own.leaving.phone), { sub: other.holderId }),
  ),
  phoneAttack("a phone revoking none of its certificates", malformed, ({ own }, by) =>
    withClaims(by(own.leaving.phone), { certificates: [] }),
  ),
];

/** Every other signed message at this door, and this one at every other. */
const doors: readonly Attack[] = kinds
  .filter((kind) => kind !== onDevice)
  .flatMap((kind) => [
    attack(`${kind.what} brought to revoke a phone`, otherType, async (cast) =>
      onDevice.send(cast, await serialised(kind.right(cast))),
    ),
    attack(`${onDevice.what} in the place of ${kind.what}`, otherType, async (cast) =>
      kind.send(cast, await serialised(onDevice.right(cast))),
    ),
  ]);

/** Whoever signs on a phone to revoke another, or without being a phone that may. */
export const onDeviceAttacks: readonly Attack[] = [
  ...othersPhones,
  ...chains,
  ...afterRevocation,
  ...causes,
  ...doors,
];

type SignedBy = (phone: BarePhone, kind?: "signing" | "authentication") => Message;

/** One application; `by` is what a phone signs to end all that it has. */
function phoneAttack(
  what: string,
  refusal: readonly [number, Attack["code"]],
  make: (cast: Cast, by: SignedBy) => Message,
): Attack {
  return attack(what, refusal, async (cast) => {
    const { addresses } = cast;
    const by: SignedBy = (phone, kind) => onDeviceRevocationOf(phone, addresses.hostingUrl, kind);
    return onDevice.send(cast, await serialised(make(cast, by)));
  });
}

function thumbprintsOf({ certificates }: BarePhone): readonly string[] {
  return Object.values(certificates).map(({ thumbprint }) => thumbprint);
}
