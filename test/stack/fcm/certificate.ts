import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const lifetimeMs = 30 * 86_400_000;

/** PEM texts of a TLS server identity and of the CA that a client has to trust for it. */
interface ServerIdentity {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a fresh CA and a server certificate for FCM's host name and loopback. The CA's key is forgotten at once,
 * so that nothing else can ever be issued under the CA that the functions process is told to trust.
 */
export async function createServerIdentity(): Promise<ServerIdentity> {
  const caKeys = await newKeys();
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...issuance("CN=Katazuke local FCM CA"),
    keys: caKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  const keys = await newKeys();
  const leaf = await issueLeaf(ca, caKeys.privateKey, keys.publicKey);
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    ca: ca.toString("pem"),
    cert: leaf.toString("pem"),
    key: PemConverter.encode(pkcs8, "PRIVATE KEY"),
  };
}

function issueLeaf(
  ca: X509Certificate,
  signingKey: webcrypto.CryptoKey,
  publicKey: webcrypto.CryptoKey,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    ...issuance("CN=fcm.googleapis.com"),
    issuer: ca.subject,
    publicKey,
    signingKey,
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: "dns", value: "fcm.googleapis.com" },
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ],
  });
}

/** Starts an hour ago, so that a clock corrected between two processes doesn't make it "not yet valid". */
function issuance(subject: string) {
  const now = Date.now();
  return {
    subject,
    serialNumber: `01${randomBytes(15).toString("hex")}`,
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + lifetimeMs),
    signingAlgorithm: algorithm,
  };
}

function newKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}
