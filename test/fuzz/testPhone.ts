import { randomUUID } from "node:crypto";
import { messageTypes } from "../../functions/src/contract/jws.ts";
import { type CertificateKind, certificateKinds } from "../../functions/src/domain/certificate.ts";
import { PhoneCertificate } from "../stack/authorities/phoneCertificates.ts";
import { derOf } from "../stack/phones/cardSigner.ts";
import { compactJws, freshClaims, type SignBytes } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";
import { postJson } from "../stack/phones/holder.ts";
import { planted } from "./markers.ts";

/** A certificate of the phone CA with its key: what a possession is signed with. */
interface Certified {
  readonly x5c: readonly string[];
  readonly sign: SignBytes;
}

/** A phone whose keys are in our hands. */
export interface TestPhone {
  readonly deviceKey: DeviceKey;
  readonly secureElementId: string;
  readonly certificates: Readonly<Record<CertificateKind, Certified>>;
}

/** Makes one with certificates on the strength of a card. */
export async function createTestPhone(authoritiesUrl: string, cardSerial: string): Promise<TestPhone> {
  const certify = async (kind: CertificateKind): Promise<Certified> => {
    const { publicKey, sign } = await createDeviceKey();
    const { body } = await postJson(`${authoritiesUrl}/phone-certificates`, { publicKey, kind, cardSerial });
    const { certificate, chain } = PhoneCertificate.parse(body);
    return { x5c: [certificate, ...chain].map(derOf), sign };
  };
  const [signing, authentication] = [await certify("signing"), await certify("authentication")];
  const secureElementId = `${planted}${randomUUID()}`;
  return { deviceKey: await createDeviceKey(), secureElementId, certificates: { signing, authentication } };
}

/** A right `registerDevice` message of this phone. */
export async function registrationOf(phone: TestPhone, place: { audience: string; holderId: string }) {
  const { deviceKey, secureElementId, certificates } = phone;
  const claims = { ...freshClaims(place.audience), sub: place.holderId };
  const handset = { platform: "android", model: "Fuzzed", osVersion: "16", appVersion: "1.0.0" };
  const pushTarget = { kind: "fcmToken", value: `${planted}Target` };
  const registration = await compactJws(
    { alg: "ES256", typ: messageTypes.deviceRegistration, jwk: deviceKey.publicKey },
    { ...claims, secureElementId, handset, pushTarget },
    deviceKey.sign,
  );
  const possessions = certificateKinds.map((kind) => {
    const { x5c, sign } = certificates[kind];
    const header = { alg: "ES256", typ: messageTypes.certificatePossession, x5c };
    return compactJws(header, { ...claims, kind, deviceKey: deviceKey.thumbprint }, sign);
  });
  return { registration, possessions: await Promise.all(possessions) };
}
