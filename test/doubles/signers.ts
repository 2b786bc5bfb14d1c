import type { CertificateKind } from "../../functions/src/domain/certificate.ts";
import type { PathCertificate } from "../../functions/src/proof/path/certificate.ts";
import { readAnchor } from "../../functions/src/proof/path/checkPath.ts";
import type { Fault } from "../stack/authorities/fault.ts";
import { createHierarchy, type Hierarchy } from "../stack/authorities/hierarchy.ts";
import { createPhoneCertificate } from "../stack/authorities/phoneCertificates.ts";
import { derOf } from "../stack/phones/cardSigner.ts";
import { compactJws, freshClaims } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";

export const audience = "https://service.example";

/** A CA with P-256 keys, which are made in no time. Its CRLs are nowhere, unless `url` says where. */
export function quickHierarchy(name: "card" | "phone", url = "http://127.0.0.1:1"): Promise<Hierarchy> {
  return createHierarchy({ name, kind: "p256", url });
}

/** What a service trusts this CA by: its root. */
export function anchorOf({ root }: Hierarchy): PathCertificate {
  return readAnchor(new Uint8Array(root.certificate.rawData));
}

/** A certificate with the key it is for; `x5c` is the leaf and what leads to the root, which is left out. */
export interface Certified {
  readonly key: DeviceKey;
  readonly x5c: readonly string[];
  readonly serial: string;
}

/** Issues a certificate for a fresh P-256 key. */
export async function certify(
  hierarchy: Hierarchy,
  { kind = "signing", fault }: { kind?: CertificateKind; fault?: Fault } = {},
): Promise<Certified> {
  const key = await createDeviceKey();
  const issued = await createPhoneCertificate(hierarchy, "CN=Made Up, C=JP", {
    publicKey: key.publicKey,
    kind,
    fault,
  });
  return { key, x5c: [issued.certificate, ...issued.chain].map(derOf), serial: issued.serial };
}

/** A phone's CA and the certificates of one phone. */
interface PhoneCertificates {
  readonly ca: Hierarchy;
  readonly signing: Certified;
  readonly authentication: Certified;
}

/** Certifies a phone's keys, both kinds, by a CA of its own. */
export async function certifyPhone(): Promise<PhoneCertificates> {
  const ca = await quickHierarchy("phone");
  return { ca, signing: await certify(ca), authentication: await certify(ca, { kind: "authentication" }) };
}

/** A message with fresh claims, signed by a certificate's key; `header` and `claims` override what is usual. */
export function signedBy(
  { key, x5c }: Certified,
  { typ, header = {}, claims = {} }: { typ: string; header?: object; claims?: object },
): Promise<string> {
  return compactJws({ alg: "ES256", typ, x5c, ...header }, { ...freshClaims(audience), ...claims }, key.sign);
}

/** The same JWS with its payload replaced, under the signature it had. */
export function withPayload(jws: string, payload: object): string {
  const [head = "", , signature = ""] = jws.split(".");
  return [head, Buffer.from(JSON.stringify(payload)).toString("base64url"), signature].join(".");
}
