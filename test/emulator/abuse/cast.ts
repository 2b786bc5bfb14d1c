import { randomUUID, X509Certificate } from "node:crypto";
import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { RegisteredDevice } from "../../../functions/src/contract/registerDevice.ts";
import { RevocationView } from "../../../functions/src/contract/revocation.ts";
import { RevokedOnDevice } from "../../../functions/src/contract/revokeOnDevice.ts";
import { OpenedSession } from "../../../functions/src/contract/session.ts";
import { WipeCommand } from "../../../functions/src/contract/wipeCommand.ts";
import {
  type BarePhone,
  commandRequestOf,
  createBarePhone,
  type Enrolled,
  onDeviceRevocationOf,
  registrationCall,
} from "../../doubles/barePhone.ts";
import { type Message, serialised } from "../../doubles/message.ts";
import { x5cOf } from "../../scenario/wrong/forge.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import { Card } from "../../stack/authorities/cards.ts";
import { signBytes } from "../../stack/phones/cardSigner.ts";
import { freshClaims } from "../../stack/phones/compactJws.ts";
import { postJson } from "../../stack/phones/holder.ts";
import { certificateNameOf } from "../../stack/staff/certificateName.ts";
import { type CallCentre, openCallCentre } from "./callCentre.ts";
import { fromPartner, type PartnerVoice, type PartnerVoices, registerPartners } from "./partners.ts";
import { type Request, toCallable } from "./send.ts";

/** A holder, signed in. */
export interface Person {
  readonly card: Card;
  /** What the card signed to open the session that is open. */
  readonly application: string;
  readonly holderId: string;
  readonly idToken: string;
}

/** The command that the old phone was given, as it reads. */
export type Command = z.output<typeof WipeCommand>;

/** Everybody whom the attacks are about. */
export interface Cast {
  readonly addresses: StackAddresses;
  /** The holder under attack, whose card signs with RSA: the old phone is revoked and being erased, the new one in use. */
  readonly own: Person & {
    readonly old: Enrolled;
    readonly current: Enrolled;
    /** In use as well; the holder is about to revoke it on the phone itself. */
    readonly leaving: Enrolled;
    /** Was revoked on the phone itself, by `application`. */
    readonly left: Enrolled & { readonly application: Message };
    readonly unused: BarePhone;
  };
  readonly command: Command;
  /** What the own holder's revocation was answered with. */
  readonly revocationId: string;
  /** Another holder, whose card signs with P-256, with the same: one phone revoked, one in use. */
  readonly other: Person & { readonly old: Enrolled; readonly current: Enrolled };
  readonly otherCommand: Command;
  readonly otherRevocationId: string;
  /** A holder whose card is on the CA's list, with a phone in use. */
  readonly listed: Person & { readonly current: Enrolled };
  /** A holder whose card the CA told the end of, under the number `endedBy`. */
  readonly ended: Person & { readonly unused: BarePhone };
  readonly endedBy: string;
  /** A new phone of the own holder's whose certificates are on the CA's list. */
  readonly listedPhone: BarePhone;
  readonly partners: PartnerVoices;
  readonly staff: CallCentre;
}

/** Brings them on, over the same HTTP that the attacks use. */
export async function assembleCast(addresses: StackAddresses): Promise<Cast> {
  const [own, other] = [await admit(addresses, "RS256"), await admit(addresses, "ES256")];
  const [ownPhones, otherPhones] = [await enrolTwo(addresses, own), await enrolTwo(addresses, other)];
  const [revocationId, otherRevocationId] = [
    await revoke(addresses, own, ownPhones.old),
    await revoke(addresses, other, otherPhones.old),
  ];
  const partners = await registerPartners(addresses);
  const newPhone = ({ card }: Person) => createBarePhone(addresses.authorities.url, card.serial);
  return {
    addresses,
    own: { ...own, ...ownPhones, ...(await enrolLeaving(addresses, own)), unused: await newPhone(own) },
    command: await fetchCommand(addresses, ownPhones.old),
    revocationId,
    other: { ...other, ...otherPhones },
    otherCommand: await fetchCommand(addresses, otherPhones.old),
    otherRevocationId,
    ...(await withoutCards(addresses, partners)),
    listedPhone: await putOnList(addresses, await newPhone(own)),
    partners,
    staff: await openCallCentre(addresses, own.card),
  };
}

/** Gets a new person a card, and signs them in with it. */
async function admit(addresses: StackAddresses, algorithm: Card["algorithm"]): Promise<Person> {
  const { body } = await postJson(`${addresses.authorities.url}/cards`, { algorithm });
  const card = Card.parse(body);
  const typ = messageTypes.sessionApplication;
  const application = await serialised(cardMessage(card, { typ, audience: addresses.hostingUrl }));
  const opened = await postJson(`${addresses.hostingUrl}/v1/sessions`, { application });
  const { holderId, customToken } = OpenedSession.parse(opened.body);
  const url = `http://${addresses.authHost}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=local`;
  const signedIn = await postJson(url, { token: customToken, returnSecureToken: true });
  const { idToken } = z.object({ idToken: z.string() }).parse(signedIn.body);
  return { card, application, holderId, idToken };
}

/** Two holders whose cards no longer count: one is on the CA's list, of the other the CA told. */
async function withoutCards(addresses: StackAddresses, { ca }: PartnerVoices) {
  const [listed, ended] = [await admit(addresses, "ES256"), await admit(addresses, "ES256")];
  const current = await enrolOne(addresses, listed);
  const unused = await createBarePhone(addresses.authorities.url, ended.card.serial);
  await list(addresses, listed.card.serial);
  const endedBy = randomUUID();
  const event = await serialised(
    cardEvent(ca, { card: ended.card, audience: addresses.hostingUrl, jti: endedBy }),
  );
  await postJson(`${addresses.hostingUrl}/v1/ca-events`, { event });
  return { listed: { ...listed, current }, ended: { ...ended, unused }, endedBy };
}

/** Has the CA list what is in a phone, without telling us. */
export async function putOnList(addresses: StackAddresses, phone: BarePhone): Promise<BarePhone> {
  for (const { serial } of Object.values(phone.certificates)) await list(addresses, serial);
  return phone;
}

async function list({ authorities }: StackAddresses, serial: string): Promise<void> {
  await postJson(`${authorities.url}/revoke`, { serial });
}

/** What the CA tells: that a card was revoked, which ends the phones that are in use on the strength of it. */
export function cardEvent(
  voice: PartnerVoice,
  { card, audience, ...claims }: { card: Card; audience: string; jti?: string },
): Message {
  const occurredAt = Math.floor(Date.now() / 1000);
  const said = { event: "cardRevoked", card: certificateNameOf(card.certificate), occurredAt, ...claims };
  return fromPartner(voice, { typ: messageTypes.caEvent, audience, said });
}

async function enrolTwo(addresses: StackAddresses, person: Person) {
  return { old: await enrolOne(addresses, person), current: await enrolOne(addresses, person) };
}

/** A phone to be revoked on itself, and one that was. */
async function enrolLeaving(addresses: StackAddresses, person: Person) {
  const [leaving, left] = [await enrolOne(addresses, person), await enrolOne(addresses, person)];
  const message = onDeviceRevocationOf(left.phone, addresses.hostingUrl);
  const application = await serialised(message);
  RevokedOnDevice.parse(resultOf(await taken(toCallable(addresses, "revokeOnDevice", { application }))));
  return { leaving, left: { ...left, application: message } };
}

/** Registers a new phone for a person. */
export async function enrolOne(addresses: StackAddresses, person: Person): Promise<Enrolled> {
  const phone = await createBarePhone(addresses.authorities.url, person.card.serial);
  const place = { audience: addresses.hostingUrl, holderId: person.holderId };
  const call = toCallable(addresses, "registerDevice", await registrationCall(phone, place), person);
  return { phone, deviceId: RegisteredDevice.parse(resultOf(await taken(call))).deviceId };
}

async function revoke(addresses: StackAddresses, { card }: Person, { deviceId }: Enrolled): Promise<string> {
  const said = { devices: [deviceId], cause: "stoppedUsing" };
  const application = await serialised(
    cardMessage(card, { typ: messageTypes.revocationApplication, audience: addresses.hostingUrl, said }),
  );
  const { body } = await postJson(`${addresses.hostingUrl}/v1/revocations`, { application });
  return RevocationView.parse(body).revocationId;
}

/** What a card signs; `said` is what there is beside to whom and when. */
export function cardMessage(
  card: Card,
  { typ, audience, said = {} }: { typ: string; audience: string; said?: object },
): Message {
  return {
    header: { alg: card.algorithm, typ, x5c: x5cOf(card) },
    claims: { ...freshClaims(audience), ...said },
    sign: signBytes(card),
    publicKey: new X509Certificate(card.certificate).publicKey,
  };
}

async function fetchCommand(addresses: StackAddresses, enrolled: Enrolled): Promise<Command> {
  const request = await serialised(commandRequestOf(enrolled, addresses.hostingUrl));
  const answer = resultOf(await taken(toCallable(addresses, "fetchCommands", { request })));
  const { commands } = z.object({ commands: z.tuple([z.string()]) }).parse(answer);
  const payload = Buffer.from(commands[0].split(".")[1] ?? "", "base64url");
  return WipeCommand.parse(JSON.parse(payload.toString()));
}

function resultOf(answer: unknown): unknown {
  return z.object({ result: z.unknown() }).parse(answer).result;
}

async function taken({ url, headers, body = "" }: Request): Promise<unknown> {
  const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body };
  return (await fetch(url, init)).json();
}
