import { createPublicKey, randomUUID } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { type CertificateKind, certificateKinds } from "../../../functions/src/domain/certificate.ts";
import type { Fault } from "../../stack/authorities/fault.ts";
import { PhoneCertificate } from "../../stack/authorities/phoneCertificates.ts";
import { derOf } from "../../stack/phones/cardSigner.ts";
import { freshClaims } from "../../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../../stack/phones/deviceKey.ts";
import { postJson } from "../../stack/phones/holder.ts";
import { type Message, serialised } from "./message.ts";

/** A certificate in a phone, and the key that belongs to it. */
export interface Certified {
  readonly serial: string;
  readonly x5c: readonly string[];
  readonly key: DeviceKey;
}

/** A phone whose keys are all in our hands, so that it can lie about anything. */
export interface BarePhone {
  readonly deviceKey: DeviceKey;
  readonly secureElementId: string;
  readonly certificates: Readonly<Record<CertificateKind, Certified>>;
}

/** Makes one with both certificates on the strength of a card; nothing of it is registered yet. `fault` is in both. */
export async function createBarePhone(
  authoritiesUrl: string,
  cardSerial: string,
  fault?: Fault,
): Promise<BarePhone> {
  const certify = async (kind: CertificateKind): Promise<Certified> => {
    const key = await createDeviceKey();
    const order = { publicKey: key.publicKey, kind, cardSerial, ...(fault ? { fault } : {}) };
    const { body } = await postJson(`${authoritiesUrl}/phone-certificates`, order);
    const { serial, certificate, chain } = PhoneCertificate.parse(body);
    return { serial, x5c: [certificate, ...chain].map(derOf), key };
  };
  const [signing, authentication] = [await certify("signing"), await certify("authentication")];
  const deviceKey = await createDeviceKey();
  return { deviceKey, secureElementId: randomUUID(), certificates: { signing, authentication } };
}

/** For which service, and as whose, a phone is registered. */
export interface Place {
  readonly audience: string;
  readonly holderId: string;
}

/** What the device key signs to register the phone. */
export function registrationOf(phone: BarePhone, { audience, holderId }: Place): Message {
  const { deviceKey, secureElementId } = phone;
  const handset = { platform: "android", model: "Bare Phone", osVersion: "16", appVersion: "1.0.0" };
  const pushTarget = { kind: "fcmToken", value: `nobody-${randomUUID()}` };
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

/** A key's two sides, as a message has them. */
export function keyOf({ publicKey, sign }: DeviceKey): Pick<Message, "sign" | "publicKey"> {
  return { sign, publicKey: createPublicKey({ key: { ...publicKey }, format: "jwk" }) };
}
