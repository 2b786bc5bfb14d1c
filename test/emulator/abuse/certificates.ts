import { webcrypto, X509Certificate } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { type BarePhone, createBarePhone, possessionOf, registrationCall } from "../../doubles/barePhone.ts";
import { type Message, serialised } from "../../doubles/message.ts";
import { newLeaf, newRoot, x5cOf as rootOf } from "../../doubles/paths.ts";
import { x5cOf } from "../../scenario/wrong/forge.ts";
import type { Fault } from "../../stack/authorities/fault.ts";
import { generateKeys } from "../../stack/authorities/keys.ts";
import { freshClaims } from "../../stack/phones/compactJws.ts";
import { createDeviceKey } from "../../stack/phones/deviceKey.ts";
import { ecdsa } from "../../stack/phones/ecKeys.ts";
import { type Attack, attack } from "./attack.ts";
import { type Cast, cardMessage, type Person } from "./cast.ts";
import { placeOf } from "./kinds.ts";
import { type Request, toApi, toCallable } from "./send.ts";

const untrusted = [401, "chain_untrusted"] as const;
const cardRevoked = [403, "card_revoked"] as const;

/** Applications and possessions, each well signed, by certificates that don't count where they are shown. */
export const certificateAttacks: readonly Attack[] = [
  attack("a session for a self-signed certificate", untrusted, async (cast) => {
    const { certificate, keys } = await newRoot(subjectOf(cast.own.card.certificate));
    return session(cast, [rootOf({ certificate, keys, crlUrl: "" })], signWith(keys.privateKey));
  }),
  attack("a session for a card of a CA that has but the name of the real one", untrusted, async (cast) => {
    const [issuer = ""] = cast.own.card.chain;
    const keys = await generateKeys("p256");
    const leaf = await newLeaf(await newRoot(subjectOf(issuer)), { keys });
    const [, ...chain] = x5cOf(cast.own.card);
    return session(cast, [leaf, ...chain], signWith(keys.privateKey));
  }),
  attack("a session for a phone's certificate", untrusted, async (cast) => {
    const { x5c, key } = cast.own.current.phone.certificates.signing;
    return session(cast, x5c, key.sign);
  }),
  attack(
    "a session for another holder's certificate without its key",
    [401, "signature_invalid"],
    async (cast) => session(cast, x5cOf(cast.other.card), (await createDeviceKey()).sign),
  ),
  attack("a card's certificate registered as a phone's", untrusted, async (cast) => {
    const { header, claims } = possessionOf(cast.own.unused, "signing", placeOf(cast));
    const { sign, publicKey } = cardMessage(cast.other.card, { typ: "", audience: "" });
    const forged = { header: { ...header, x5c: x5cOf(cast.other.card) }, claims, sign, publicKey };
    return register(cast, cast.own.unused, [forged]);
  }),
  ...(["wrongIssuer", "caFalseIssuer", "notYetValid", "noKeyUsage"] as const).map(faultyPhone),
  attack("an authentication certificate for a signing one", [400, "malformed_request"], async (cast) => {
    const possession = possessionOf(cast.own.unused, "authentication", placeOf(cast));
    return register(cast, cast.own.unused, [
      { ...possession, claims: { ...possession.claims, kind: "signing" } },
    ]);
  }),
  attack(
    "a certificate of another holder's phone, with its key",
    [404, "certificate_unknown"],
    async (cast) => {
      const thief = { ...cast.own.unused, certificates: cast.other.current.phone.certificates };
      return register(cast, thief, [possessionOf(thief, "signing", placeOf(cast))]);
    },
  ),
  attack("a phone certificate on the CA's list", [400, "certificate_revoked"], async (cast) =>
    register(cast, cast.listedPhone, [possessionOf(cast.listedPhone, "signing", placeOf(cast))]),
  ),
  attack("a revocation by a card on the CA's list", cardRevoked, async (cast) => {
    return toApi(cast.addresses, "/v1/revocations", { application: await revocation(cast, cast.listed) });
  }),
  attack("a replacement by a card on the CA's list", cardRevoked, async (cast) => {
    const application = await revocation(cast, cast.listed, {
      ...{ cause: "movedToNewPhone", devices: [cast.listed.current.deviceId] },
    });
    return toCallable(cast.addresses, "replaceDevice", { step: "confirm", application }, cast.listed);
  }),
  attack("a revocation by a card that the CA told the end of", cardRevoked, async (cast) => {
    return toApi(cast.addresses, "/v1/revocations", { application: await revocation(cast, cast.ended) });
  }),
  attack("a new phone in a session that outlives its card", cardRevoked, async (cast) => {
    const { ended, addresses } = cast;
    const place = { audience: addresses.hostingUrl, holderId: ended.holderId };
    const call = await registrationCall(ended.unused, place);
    return toCallable(addresses, "registerDevice", call, ended);
  }),
  attack("a session's application for another session", [409, "proof_reused"], async ({ addresses, own }) =>
    toApi(addresses, "/v1/sessions", { application: own.application }),
  ),
];

function faultyPhone(fault: Fault): Attack {
  const refusal = fault === "notYetValid" ? ([401, "chain_expired"] as const) : untrusted;
  return attack(`a phone certificate that is bad (${fault})`, refusal, async (cast) => {
    const phone = await createBarePhone(cast.addresses.authorities.url, cast.own.card.serial, { fault });
    return register(cast, phone, [possessionOf(phone, "signing", placeOf(cast))]);
  });
}

async function session({ addresses }: Cast, x5c: readonly string[], sign: Message["sign"]): Promise<Request> {
  const claims = freshClaims(addresses.hostingUrl);
  const header = { alg: "ES256", typ: messageTypes.sessionApplication, x5c };
  return toApi(addresses, "/v1/sessions", { application: await serialised({ header, claims, sign }) });
}

async function register(cast: Cast, phone: BarePhone, forged: readonly Message[]): Promise<Request> {
  const { registration } = await registrationCall(phone, placeOf(cast));
  const possessions = await Promise.all(forged.map(serialised));
  return toCallable(cast.addresses, "registerDevice", { registration, possessions }, cast.own);
}

function revocation({ addresses }: Cast, { card }: Person, claims: object = {}): Promise<string> {
  const said = { devices: "all", cause: "stoppedUsing", ...claims };
  const typ = messageTypes.revocationApplication;
  return serialised(cardMessage(card, { typ, audience: addresses.hostingUrl, said }));
}

function signWith(key: webcrypto.CryptoKey): Message["sign"] {
  return async (bytes) => new Uint8Array(await webcrypto.subtle.sign(ecdsa, key, bytes));
}

/** A certificate's name in the order that it has in there, which makes it the same name (RFC 5280 section 7.1). */
function subjectOf(certificate: string): string {
  return new X509Certificate(certificate).subject.replaceAll("\n", ", ");
}
