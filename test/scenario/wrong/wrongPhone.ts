import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import type { Fault } from "../../stack/authorities/fault.ts";
import { PhoneCertificate } from "../../stack/authorities/phoneCertificates.ts";
import { derOf } from "../../stack/phones/cardSigner.ts";
import { compactJws, freshClaims } from "../../stack/phones/compactJws.ts";
import { createDeviceKey } from "../../stack/phones/deviceKey.ts";
import { postJson } from "../../stack/phones/holder.ts";
import { SecureElement } from "../../stack/phones/secureElement.ts";

/** A phone's side of `registerDevice`, wrong where it is told to be. */
export interface WrongPhone {
  registration(claims?: object, header?: object): Promise<string>;
  /** The proof for one signing certificate, with this fault in the certificate. */
  possessions(fault?: Fault): Promise<string[]>;
}

const pin = "2718";

/** A phone that never gets registered. */
export async function createWrongPhone(
  { hostingUrl, authorities }: StackAddresses,
  holderId: string,
): Promise<WrongPhone> {
  const deviceKey = await createDeviceKey();
  const element = new SecureElement(pin);
  const handset = { platform: "android", model: "Wrong Phone", osVersion: "16", appVersion: "1.0.0" };
  const pushTarget = { kind: "fcmToken", value: "never-sent-to" };
  return {
    registration: (claims, header) =>
      compactJws(
        { alg: "ES256", typ: messageTypes.deviceRegistration, jwk: deviceKey.publicKey, ...header },
        {
          ...freshClaims(hostingUrl),
          sub: holderId,
          secureElementId: element.id,
          handset,
          pushTarget,
          ...claims,
        },
        deviceKey.sign,
      ),
    possessions: async (fault) => {
      const publicKey = await element.generateKey("signing");
      const request = { publicKey, kind: "signing", ...(fault === undefined ? {} : { fault }) };
      const { body } = await postJson(`${authorities.url}/phone-certificates`, request);
      const { certificate, chain } = PhoneCertificate.parse(body);
      const x5c = [certificate, ...chain].map(derOf);
      const claims = { sub: holderId, kind: "signing", deviceKey: deviceKey.thumbprint };
      const header = { alg: "ES256", typ: messageTypes.certificatePossession, x5c };
      return [
        await compactJws(header, { ...freshClaims(hostingUrl), ...claims }, (bytes) =>
          element.sign("signing", pin, bytes),
        ),
      ];
    },
  };
}
