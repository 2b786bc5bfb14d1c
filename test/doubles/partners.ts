import { constants, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import type { UsedProof } from "../../functions/src/domain/application.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { Partner, PartnerAlgorithm } from "../../functions/src/domain/partner.ts";
import type { SignedCaEvent } from "../../functions/src/flow/ports.ts";
import { takeCaEvent } from "../../functions/src/flow/takeCaEvent.ts";
import { compactJws, freshClaims } from "../stack/phones/compactJws.ts";
import { minutesLater, start } from "./samples.ts";
import { audience } from "./signers.ts";
import type { World } from "./world.ts";

/** How a partner's message under this number is used up; `said` stands for what is in it. */
export function partnerProof(jti: string, said = ""): UsedProof {
  return { proofId: hexDigest("partner", jti), digest: hexDigest(said), expiresAt: minutesLater(65) };
}

/** The CA tells something about a card, `card-1` unless told, just now and under a number of its own. */
export function caTells(
  world: World,
  event: Partial<SignedCaEvent> & Pick<SignedCaEvent, "kind">,
): ReturnType<typeof takeCaEvent> {
  const proof = partnerProof(world.newId());
  const usual = {
    partnerId: "card-ca",
    cardId: "card-1",
    occurredAt: world.clock(),
    eventId: proof.proofId,
    proof,
  };
  return takeCaEvent("event", {
    readCaEvent: async () => ({ ...usual, ...event }),
    transact: world.store.transact,
    auditRefusal: world.auditRefusal,
    clock: world.clock,
    newId: world.newId,
    scope: world.scope,
    log: world.log,
  });
}

/** A partner's key pair as its server has it: the public half as it is registered, and what it signs with. */
export interface PartnerSigner {
  readonly jwk: PartnerJwk;
  readonly privateKey: KeyObject;
}

/** Makes a key pair for an algorithm; RSA has 2048 bits unless told. */
export function partnerSigner(alg: PartnerAlgorithm, kid = "key-1", bits = 2048): PartnerSigner {
  const curves = { ES256: "P-256", ES384: "P-384" } as const;
  const { publicKey, privateKey } =
    alg === "ES256" || alg === "ES384"
      ? generateKeyPairSync("ec", { namedCurve: curves[alg] })
      : generateKeyPairSync("rsa", { modulusLength: bits });
  return { jwk: PartnerJwk.parse({ ...publicKey.export({ format: "jwk" }), kid, alg }), privateKey };
}

/** An active CA with this key. */
export function samplePartner({ jwk }: PartnerSigner, changes: Partial<Partner> = {}): Partner {
  return {
    partnerId: "card-ca",
    name: "Card CA",
    kind: "ca",
    state: "active",
    scopes: ["ca:events"],
    keys: [{ jwk, startsAt: start }],
    registeredAt: start,
    changedAt: start,
    ...changes,
  };
}

/** A message of the partner `card-ca`, signed; `header` and `claims` override what is usual, also `alg`. */
export function signedByPartner(
  { jwk, privateKey }: PartnerSigner,
  { typ, header = {}, claims = {} }: { typ: string; header?: object; claims?: object },
): Promise<string> {
  const usual = { ...freshClaims(audience), iss: "card-ca", sub: "card-ca" };
  return compactJws({ alg: jwk.alg, typ, kid: jwk.kid, ...header }, { ...usual, ...claims }, async (bytes) =>
    signBytes(bytes, jwk.alg, privateKey),
  );
}

function signBytes(bytes: Uint8Array, alg: PartnerAlgorithm, key: KeyObject): Uint8Array {
  const digest = alg === "ES384" ? "sha384" : "sha256";
  if (alg === "PS256")
    return sign(digest, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  return sign(digest, bytes, { key, dsaEncoding: "ieee-p1363" });
}
