import { type CryptoKey, calculateJwkThumbprint } from "jose";
import type { z } from "zod";
import { messageTypes, PublicKeyJwk } from "../contract/jws.ts";
import { CertificatePossession, DeviceRegistration } from "../contract/registerDevice.ts";
import { certificateIdFrom } from "../domain/certificateName.ts";
import type { PublicKey } from "../domain/device.ts";
import { keyedHash, thumbprintOf } from "../domain/hash.ts";
import { checkProofClaims } from "../domain/proofClaims.ts";
import { isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { type RevocationStatus, worstOf } from "../domain/revocationStatus.ts";
import { serialEndingOf } from "../domain/serialEnding.ts";
import type { FindPartner } from "../flow/ports.ts";
import type {
  PossessedCertificate,
  ReadRegistration,
  RegistrationRequest,
} from "../flow/registrationPorts.ts";
import { type ProofPolicy, verifyCertificateProof } from "./certificateProof.ts";
import { parseJws, shaped, verifyJws } from "./compactJws.ts";
import { keyOfJwk } from "./keys.ts";
import type { PartnerPolicy } from "./partnerProof.ts";
import { identityOf, kindOf } from "./path/checkPath.ts";
import { readStatement } from "./tsmProof.ts";

/**
 * Reads a phone's registration: signed by the device key it brings, with a proof of possession for every certificate
 * that names the same holder and the same device key. One proof that doesn't hold refuses the whole. A revoked certificate
 * doesn't: a phone whose certificates are to be erased must still be able to say where it is.
 */
export function registrationProofs(
  policy: ProofPolicy,
  { secureElementHashKey, findPartner }: { secureElementHashKey: Uint8Array; findPartner: FindPartner },
): ReadRegistration {
  return async (request, now) => {
    const signed = await readRegistration(request.registration, policy.audience, now);
    if (isRefused(signed)) return signed;
    const { claims, deviceKey } = signed;
    if (claims.sub !== request.holderId) return ofAnother;
    const keyThumbprint = await calculateJwkThumbprint(deviceKey);
    const possessions: Possession[] = [];
    for (const jws of request.possessions) {
      const possession = await readPossession(jws, { ...policy, now, holderId: claims.sub, keyThumbprint });
      if (isRefused(possession)) return possession;
      possessions.push(possession);
    }
    const certificates = possessions.map(({ certificate }) => certificate);
    const revocationStatus = worstOf(possessions.map(({ revocation }) => revocation));
    if (new Set(certificates.map(({ kind }) => kind)).size < certificates.length) return oneOfEachKind;
    const { statement } = request;
    const isProven = await isStated(
      { statement, claimed: claims.secureElementId, certificates },
      { findPartner, audience: policy.audience, now },
    );
    if (isRefused(isProven)) return isProven;
    const secureElement = keyedHash(secureElementHashKey, claims.secureElementId);
    const { handset, pushTarget } = claims;
    const signedAt = new Date(claims.iat * 1000);
    return {
      deviceKey,
      secureElement,
      isProven,
      handset,
      pushTarget,
      certificates,
      revocationStatus,
      signedAt,
    };
  };
}

/** Whether the SEI-TSM vouches for what the app says its secure element is; a statement that doesn't fit is refused. */
async function isStated(
  {
    statement,
    claimed,
    certificates,
  }: { statement: string | undefined; claimed: string; certificates: readonly PossessedCertificate[] },
  policy: PartnerPolicy & { now: Date },
): Promise<boolean | Refused> {
  if (statement === undefined) return false;
  const stated = await readStatement(
    statement,
    certificates.map(({ thumbprint }) => thumbprint),
    policy,
  );
  if (isRefused(stated)) return stated;
  return stated === claimed || refuse("signature_invalid", "The statement is about another secure element.");
}

const ofAnother = refuse(
  "signature_invalid",
  "sub has to be the signed-in holder, deviceKey the registering device's.",
);
const oneOfEachKind = refuse("malformed_request", "possessions: at most one certificate of each kind.");
const wrongKind = refuse("malformed_request", "kind: the certificate's key usage says otherwise.");

async function readRegistration(
  jws: RegistrationRequest["registration"],
  audience: string,
  now: Date,
): Promise<{ claims: z.infer<typeof DeviceRegistration>; deviceKey: PublicKey } | Refused> {
  const unverified = parseJws(jws, messageTypes.deviceRegistration);
  if (isRefused(unverified)) return unverified;
  if (unverified.algorithm !== "ES256")
    return refuse("algorithm_not_allowed", "A device key signs with ES256.");
  const deviceKey = shaped(unverified.jwk, PublicKeyJwk);
  if (isRefused(deviceKey)) return deviceKey;
  const key = await importDeviceKey(deviceKey);
  if (isRefused(key)) return key;
  const claims = await verifyJws(unverified, key, DeviceRegistration);
  if (isRefused(claims)) return claims;
  return checkProofClaims(claims, audience, now) ?? { claims, deviceKey };
}

/** A device's public key, ready to verify with; a point that isn't on the curve is refused. */
export function importDeviceKey(jwk: PublicKey): Promise<CryptoKey | Refused> {
  return keyOfJwk("ES256", { ...jwk });
}

interface Possession {
  readonly certificate: PossessedCertificate;
  readonly revocation: RevocationStatus;
}

async function readPossession(
  jws: string,
  policy: ProofPolicy & { now: Date; holderId: string; keyThumbprint: string },
): Promise<Possession | Refused> {
  const message = { type: messageTypes.certificatePossession, schema: CertificatePossession };
  const proof = await verifyCertificateProof(jws, message, policy);
  if (isRefused(proof)) return proof;
  const { claims, path, revocation } = proof;
  if (claims.sub !== policy.holderId || claims.deviceKey !== policy.keyThumbprint) return ofAnother;
  if (claims.kind !== kindOf(path)) return wrongKind;
  const certificate = {
    certificateId: certificateIdFrom(...identityOf(path)),
    thumbprint: thumbprintOf(path.leaf.der),
    kind: claims.kind,
    serialEnding: serialEndingOf(identityOf(path)[1]),
    expiresAt: path.leaf.x509.validToDate,
  };
  return { certificate, revocation };
}
