import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { RegisteredDevice } from "../../../functions/src/contract/registerDevice.ts";
import type { CertificateKind } from "../../../functions/src/domain/certificate.ts";
import { PhoneCertificate } from "../authorities/phoneCertificates.ts";
import { derOf } from "./cardSigner.ts";
import type { Identity } from "./checkCommand.ts";
import { compactJws, freshClaims } from "./compactJws.ts";
import type { DeviceKey } from "./deviceKey.ts";
import type { FirebaseClient } from "./firebaseClient.ts";
import { postJson } from "./holder.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import type { PushTarget } from "./pushLine.ts";
import type { SecureElement } from "./secureElement.ts";

/** Everything that takes part in an enrolment. */
export interface Enrolling {
  readonly addresses: PhoneAddresses;
  readonly client: FirebaseClient;
  readonly deviceKey: DeviceKey;
  readonly secureElement: SecureElement;
  readonly pin: string;
  readonly pushTarget: PushTarget;
  readonly handset: { platform: string; model: string; osVersion: string; appVersion: string };
  readonly cardSerial: string;
  /** Which kinds of certificate the phone is given and registers: a new enrolment may name one alone. */
  readonly kinds: readonly CertificateKind[];
  /** Whether to bring the SEI-TSM's word on which secure element the certificates are in. */
  readonly isProven: boolean;
}

/**
 * Fills these kinds' slots with fresh keys and certificates of the phone CA. Full ones stay as they are, unless they were filled on
 * the strength of another person's card: those are overwritten.
 */
export async function fillSlots({ addresses, secureElement, cardSerial, kinds }: Enrolling): Promise<void> {
  for (const kind of kinds) {
    if (secureElement.cardOf(kind) === cardSerial && secureElement.thumbprintOf(kind)) continue;
    const publicKey = await secureElement.generateKey(kind, cardSerial);
    const url = `${addresses.authorities.url}/phone-certificates`;
    const { body } = await postJson(url, { publicKey, kind, cardSerial });
    const { certificate, chain } = PhoneCertificate.parse(body);
    secureElement.writeCertificate(kind, [certificate, ...chain].map(derOf));
  }
}

/** Calls `registerDevice` with the device key's registration and a proof of possession for every certificate. */
export async function register(enrolling: Enrolling): Promise<Identity> {
  const registration = await signRegistration(enrolling);
  const possessions = await Promise.all(enrolling.kinds.map((kind) => provePossession(enrolling, kind)));
  const statement = enrolling.isProven ? { statement: await fetchStatement(enrolling) } : {};
  const answer = await enrolling.client.call("registerDevice", { registration, possessions, ...statement });
  const { deviceId, generation } = RegisteredDevice.parse(answer);
  return { deviceId, generation };
}

/** Throws with the SEI-TSM's answer when it doesn't vouch for this secure element. */
async function fetchStatement({ addresses, secureElement, kinds }: Enrolling): Promise<string> {
  const thumbprints = kinds.map((kind) => secureElement.thumbprintOf(kind));
  const request = { secureElementId: secureElement.id, thumbprints };
  const { status, body } = await postJson(`${addresses.tsm.url}/statements`, request);
  if (status === 201) return Statement.parse(body).statement;
  throw new Error(`the SEI-TSM answered ${status} ${JSON.stringify(body)}`);
}

const Statement = z.object({ statement: z.string() });

/** The registration as the device key signs it. */
function signRegistration(enrolling: Enrolling): Promise<string> {
  const { addresses, client, deviceKey, secureElement, pushTarget, handset } = enrolling;
  const header = { alg: "ES256", typ: messageTypes.deviceRegistration, jwk: deviceKey.publicKey };
  const sub = client.holderId();
  const claims = { sub, secureElementId: secureElement.id, handset, pushTarget };
  return compactJws(header, { ...freshClaims(addresses.hostingUrl), ...claims }, deviceKey.sign);
}

function provePossession(enrolling: Enrolling, kind: CertificateKind): Promise<string> {
  const { addresses, client, deviceKey, secureElement, pin } = enrolling;
  const x5c = secureElement.chainOf(kind);
  const header = { alg: "ES256", typ: messageTypes.certificatePossession, x5c };
  const claims = { sub: client.holderId(), kind, deviceKey: deviceKey.thumbprint };
  return compactJws(header, { ...freshClaims(addresses.hostingUrl), ...claims }, (bytes) =>
    secureElement.sign(kind, pin, bytes),
  );
}
