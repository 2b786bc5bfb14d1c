import { randomUUID } from "node:crypto";
import { messageTypes } from "../../functions/src/contract/jws.ts";
import { type CertificateKind, certificateKinds } from "../../functions/src/domain/certificate.ts";
import { thumbprintOf } from "../../functions/src/domain/hash.ts";
import type { Fault } from "../stack/authorities/fault.ts";
import { PhoneCertificate } from "../stack/authorities/phoneCertificates.ts";
import { derOf } from "../stack/phones/cardSigner.ts";
import { freshClaims } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";
import { postJson } from "../stack/phones/holder.ts";
import { keyOf, type Message, serialised } from "./message.ts";

/** A certificate in a phone, and the key that belongs to it. */
interface Certified {
  readonly serial: string;
  /** What names it in messages: `x5t#S256`. */
  readonly thumbprint: string;
  readonly x5c: readonly string[];
  readonly key: DeviceKey;
}

/** A phone whose keys are all in our hands, so that it can lie about anything; the simulated phones' own never leave them. */
export interface BarePhone {
  readonly deviceKey: DeviceKey;
  readonly secureElementId: string;
  readonly certificates: Readonly<Record<CertificateKind, Certified>>;
}

/** A phone that is registered. */
export interface Enrolled {
  readonly phone: BarePhone;
  readonly deviceId: string;
}

/** What may be odd about a phone: a fault in both certificates, and what its ids begin with, to know them again by. */
interface Oddity {
  readonly fault?: Fault;
  readonly mark?: string;
}

/** Makes one with both certificates on the strength of a card; nothing of it is registered yet. */
export async function createBarePhone(
  authoritiesUrl: string,
  cardSerial: string,
  { fault, mark = "" }: Oddity = {},
): Promise<BarePhone> {
  const certify = async (kind: CertificateKind): Promise<Certified> => {
    const key = await createDeviceKey();
    const order = { publicKey: key.publicKey, kind, cardSerial, ...(fault ? { fault } : {}) };
    const { body } = await postJson(`${authoritiesUrl}/phone-certificates`, order);
    const { serial, certificate, chain } = PhoneCertificate.parse(body);
    const x5c = [certificate, ...chain].map(derOf);
    return { serial, thumbprint: thumbprintOf(Buffer.from(x5c[0] ?? "", "base64")), x5c, key };
  };
  const [signing, authentication] = [await certify("signing"), await certify("authentication")];
  return {
    deviceKey: await createDeviceKey(),
    secureElementId: `${mark}${randomUUID()}`,
    certificates: { signing, authentication },
  };
}

/** For which service, and as whose, a phone is registered. */
export interface Place {
  readonly audience: string;
  readonly holderId: string;
}

/** What the device key signs to register the phone, with another push target each time; nobody is there. */
export function registrationOf(phone: BarePhone, { audience, holderId }: Place): Message {
  const { deviceKey, secureElementId } = phone;
  const handset = { platform: "android", model: "Bare Phone", osVersion: "16", appVersion: "1.0.0" };
  const pushTarget = { kind: "fcmToken", value: `${secureElementId}-${randomUUID()}` };
  const about = { sub: holderId, secureElementId, handset, pushTarget };
  return {
    header: { alg: "ES256", typ: messageTypes.deviceRegistration, jwk: deviceKey.publicKey },
    claims: { ...freshClaims(audience), ...about },
    ...keyOf(deviceKey),
  };
}

/** What a certificate's key signs to show that it is in the phone with this device key. */
export function possessionOf(
  { deviceKey, certificates }: BarePhone,
  kind: CertificateKind,
  { audience, holderId }: Place,
): Message {
  const { x5c, key } = certificates[kind];
  return {
    header: { alg: "ES256", typ: messageTypes.certificatePossession, x5c },
    claims: { ...freshClaims(audience), sub: holderId, kind, deviceKey: deviceKey.thumbprint },
    ...keyOf(key),
  };
}

/** Everything right that `registerDevice` takes. */
export async function registrationCall(phone: BarePhone, place: Place) {
  const possessions = certificateKinds.map((kind) => serialised(possessionOf(phone, kind, place)));
  return {
    registration: await serialised(registrationOf(phone, place)),
    possessions: await Promise.all(possessions),
  };
}

/** What a phone signs to ask for its commands. */
export function commandRequestOf({ phone, deviceId }: Enrolled, audience: string): Message {
  return {
    header: { alg: "ES256", typ: messageTypes.commandRequest },
    claims: { ...freshClaims(audience), sub: deviceId },
    ...keyOf(phone.deviceKey),
  };
}

/** What a phone shows at a counter, to be checked. */
export function clearanceRequestOf(enrolled: Enrolled, audience: string): Message {
  const message = commandRequestOf(enrolled, audience);
  return { ...message, header: { alg: "ES256", typ: messageTypes.clearanceRequest } };
}

/** What a phone's certificate signs to end all that this phone registered. */
export function onDeviceRevocationOf(
  { certificates }: BarePhone,
  audience: string,
  kind: CertificateKind = "signing",
): Message {
  const { x5c, key } = certificates[kind];
  return {
    header: { alg: "ES256", typ: messageTypes.onDeviceRevocation, x5c },
    claims: { ...freshClaims(audience), certificates: "all", cause: "stoppedUsing" },
    ...keyOf(key),
  };
}
