import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import type { X509Certificate } from "@peculiar/x509";
import { type Authority, createIssuing, createRoot, issue } from "./authority.ts";
import { createCrl, type RevokedSerial } from "./crl.ts";
import { type Fault, validityOf } from "./fault.ts";
import { generateKeys, type KeyKind } from "./keys.ts";
import { leafExtensions, type Profile } from "./profiles.ts";

/** A root, the CA below it that issues, and what the latter has revoked. */
export interface Hierarchy {
  readonly root: Authority;
  readonly issuing: Authority;
  issue(request: LeafRequest): Promise<IssuedLeaf>;
  /** False when this CA issued no certificate under that serial. A repeat keeps the first date. */
  revoke(serial: string, now: Date): boolean;
  crl(of: "root" | "issuing", now: Date): Promise<ArrayBuffer>;
}

interface LeafRequest {
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly profile: Profile;
  readonly fault?: Fault | undefined;
}

/** A certificate with what leads from it to the root, the root itself left out. */
interface IssuedLeaf {
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
}

/** Where a hierarchy's names and CRLs come from: `card` gives `/card-ca.crl` and `/card-root.crl`. */
interface Place {
  readonly name: "card" | "phone";
  readonly kind: KeyKind;
  readonly url: string;
  /** How long a CRL is good for, milliseconds: an hour unless told. */
  readonly crlValidity?: number;
}

/** Makes a root and its issuing CA with fresh keys. */
export async function createHierarchy(place: Place): Promise<Hierarchy> {
  const { root, issuing } = await createAuthorities(place);
  const issued = new Set<string>();
  const revoked: RevokedSerial[] = [];
  let crls = 0;
  return {
    root,
    issuing,
    issue: async (request) => {
      const leaf = await issueLeaf({ root, issuing }, place, request);
      issued.add(leaf.certificate.serialNumber);
      return leaf;
    },
    revoke: (serial, now) => {
      if (!issued.has(serial)) return false;
      if (!revoked.some((entry) => entry.serial === serial)) revoked.push({ serial, revokedAt: now });
      return true;
    },
    crl: async (of, now) => {
      crls += 1;
      const validity = place.crlValidity ?? 3_600_000;
      const list = { revoked: of === "issuing" ? revoked : [], number: crls, now, validity };
      return (await createCrl(of === "issuing" ? issuing : root, list)).rawData;
    },
  };
}

interface Authorities {
  readonly root: Authority;
  readonly issuing: Authority;
}

async function createAuthorities({ name, kind, url }: Place): Promise<Authorities> {
  const organisation = `O=Katazuke local ${name} CA, C=JP`;
  const root = await createRoot(`CN=Root, ${organisation}`, kind, `${url}/${name}-root.crl`);
  const subject = `CN=Issuing CA, ${organisation}`;
  return { root, issuing: await createIssuing(root, { subject, kind, crlUrl: `${url}/${name}-ca.crl` }) };
}

/** The faults that lie in the issuer need a CA of their own; the others are made in the leaf. */
async function issueLeaf(own: Authorities, place: Place, request: LeafRequest): Promise<IssuedLeaf> {
  const { root, issuing } = request.fault === "foreignRoot" ? await createAuthorities(place) : own;
  if (request.fault === "caFalseIssuer") return issueBelowLeaf(issuing, place, request);
  const certificate = await issue(issuing, {
    ...leaf(request),
    ...(request.fault === "wrongIssuer" ? { issuerName: root.certificate.subject } : {}),
  });
  return { certificate, chain: [issuing.certificate] };
}

/** A holder who plays CA: the leaf is signed with another leaf's key, and every signature in the chain is right. */
async function issueBelowLeaf(issuing: Authority, place: Place, request: LeafRequest): Promise<IssuedLeaf> {
  const keys = await generateKeys(place.kind);
  const between = await issue(issuing, {
    ...leaf({ ...request, fault: undefined }),
    publicKey: keys.publicKey,
  });
  const impostor: Authority = { certificate: between, keys, crlUrl: issuing.crlUrl };
  const certificate = await issue(impostor, leaf(request));
  return { certificate, chain: [between, issuing.certificate] };
}

function leaf({ subject, publicKey, profile, fault }: LeafRequest) {
  return {
    subject,
    publicKey,
    extensions: leafExtensions(profile, fault),
    ...validityOf(fault, new Date()),
  };
}
