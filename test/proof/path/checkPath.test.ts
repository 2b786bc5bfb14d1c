import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { BasicConstraintsExtension, type Extension, KeyUsageFlags, KeyUsagesExtension } from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../../functions/src/domain/refusal.ts";
import { checkPath, identityOf, readAnchor } from "../../../functions/src/proof/path/checkPath.ts";
import { anchorOf, certify, quickHierarchy } from "../../doubles/signers.ts";
import { type Authority, createIssuing, issue } from "../../stack/authorities/authority.ts";
import type { Hierarchy } from "../../stack/authorities/hierarchy.ts";
import { generateKeys } from "../../stack/authorities/keys.ts";
import { leafExtensions } from "../../stack/authorities/profiles.ts";

const now = new Date();
const years = 365 * 86_400_000;
const validity = { notBefore: new Date(now.getTime() - 60_000), notAfter: new Date(now.getTime() + years) };
const crlUrl = "http://127.0.0.1:1/x.crl";

let ca: Hierarchy;
let leaf: string;
let issuing: string;
let root: string;
beforeAll(async () => {
  ca = await quickHierarchy("phone");
  [leaf = "", issuing = ""] = (await certify(ca)).x5c;
  root = Buffer.from(ca.root.certificate.rawData).toString("base64");
});

function check(x5c: readonly string[], at = now) {
  const result = checkPath(x5c, [anchorOf(ca)], at);
  return isRefused(result) ? result.refused : "trusted";
}

/** A CA below another one, made as the test wants it. */
async function caBelow(parent: Authority, extensions: Extension[], dates = validity): Promise<Authority> {
  const keys = await generateKeys("p256");
  const { publicKey } = keys;
  const certificate = await issue(parent, { subject: "CN=Below, C=JP", publicKey, extensions, ...dates });
  return { certificate, keys, crlUrl };
}

async function leafBelow(parent: Authority, extensions = leafExtensions("signing")): Promise<string> {
  const { publicKey } = await generateKeys("p256");
  return base64(await issue(parent, { subject: "CN=Leaf, C=JP", publicKey, extensions, ...validity }));
}

function base64({ rawData }: { rawData: ArrayBuffer }): string {
  return Buffer.from(rawData).toString("base64");
}

const isCa = new BasicConstraintsExtension(true, undefined, true);
const maySign = new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true);

test("a leaf with its intermediate leads to the root, and says who issued it under which serial", () => {
  const found = checkPath([leaf, issuing], [anchorOf(ca)], now);
  if (isRefused(found)) throw new Error(found.refused);
  const [issuer, serial] = identityOf(found);
  expect(Buffer.from(found.leaf.der).toString("base64")).toBe(leaf);
  expect(Buffer.from(serial).toString("hex")).toBe(found.leaf.x509.serialNumber.toLowerCase());
  expect(Buffer.from(issuer).equals(Buffer.from(ca.issuing.certificate.subjectName.toArrayBuffer()))).toBe(
    true,
  );
});

test("the intermediate may itself be the anchor", () => {
  const anchors = [readAnchor(new Uint8Array(ca.issuing.certificate.rawData))];
  expect(isRefused(checkPath([leaf], anchors, now))).toBe(false);
});

describe("a certificate with one fault is refused:", () => {
  test.each([
    ["expired", "chain_expired"],
    ["notYetValid", "chain_expired"],
    ["wrongIssuer", "chain_untrusted"],
    ["caFalseIssuer", "chain_untrusted"],
    ["unknownCriticalExtension", "chain_untrusted"],
    ["noKeyUsage", "chain_untrusted"],
    ["foreignRoot", "chain_untrusted"],
  ] as const)("%s", async (fault, refused) => {
    expect(check((await certify(ca, { fault })).x5c)).toBe(refused);
  });
});

describe("a chain is untrusted", () => {
  test.each<[string, () => string[]]>([
    ["that is empty", () => []],
    ["that is the root alone", () => [root]],
    ["that is the issuing CA alone", () => [issuing]],
    ["without the intermediate", () => [leaf]],
    ["in reversed order", () => [issuing, leaf]],
    ["with the leaf twice", () => [leaf, leaf, issuing]],
    ["with the intermediate twice", () => [leaf, issuing, issuing]],
    ["with the root in it", () => [leaf, issuing, root]],
    ["with garbage for a certificate", () => [randomBytes(300).toString("base64"), issuing]],
    ["with an empty certificate", () => ["", issuing]],
    ["with a byte after the certificate", () => [`${withByte(leaf)}`, issuing]],
    ["with a certificate cut short", () => [leaf.slice(0, 400), issuing]],
    ["with PEM text instead of DER", () => [Buffer.from(pem(leaf)).toString("base64"), issuing]],
  ])("%s", (_, chain) => {
    expect(check(chain())).toBe("chain_untrusted");
  });

  test("where nothing is trusted at all", () => {
    expect(checkPath([leaf, issuing], [], now)).toMatchObject({ refused: "chain_untrusted" });
  });

  test("whose signature was changed in one bit", () => {
    const bytes = Buffer.from(leaf, "base64");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    expect(check([bytes.toString("base64"), issuing])).toBe("chain_untrusted");
  });

  test("below a CA that only has the trusted one's name", async () => {
    const impostor = await quickHierarchy("phone");
    const { x5c } = await certify(impostor);
    expect(check(x5c)).toBe("chain_untrusted");
    expect(check([x5c[0] ?? "", issuing])).toBe("chain_untrusted");
  });
});

describe("an issuer", () => {
  test("below one that may only issue leaves is untrusted: the path is too long", async () => {
    const below = await createIssuing(ca.issuing, { subject: "CN=Below, C=JP", kind: "p256", crlUrl });
    expect(check([await leafBelow(below), base64(below.certificate), issuing])).toBe("chain_untrusted");
  });

  test("that may sign certificates is trusted", async () => {
    const below = await caBelow(ca.root, [isCa, maySign]);
    expect(check([await leafBelow(below), base64(below.certificate)])).toBe("trusted");
  });

  test.each<[string, Extension[]]>([
    ["without a key usage", [isCa]],
    ["whose key usage isn't certificates", [isCa, new KeyUsagesExtension(KeyUsageFlags.cRLSign, true)]],
    ["without basic constraints", [maySign]],
    ["that says it is no CA", [new BasicConstraintsExtension(false, undefined, true), maySign]],
    ["with the same extension twice", [isCa, isCa, maySign]],
  ])("%s is untrusted", async (_, extensions) => {
    const below = await caBelow(ca.root, extensions);
    expect(check([await leafBelow(below), base64(below.certificate)])).toBe("chain_untrusted");
  });

  test("that has expired makes the chain expired, however young the leaf is", async () => {
    const over = { notBefore: new Date(now.getTime() - years), notAfter: new Date(now.getTime() - 60_000) };
    const below = await caBelow(ca.root, [isCa, maySign], over);
    expect(check([await leafBelow(below), base64(below.certificate)])).toBe("chain_expired");
  });
});

describe("a leaf", () => {
  test("that is a CA itself is untrusted, also when it may sign messages", async () => {
    const { digitalSignature, keyCertSign } = KeyUsageFlags;
    const both = await caBelow(ca.root, [isCa, new KeyUsagesExtension(digitalSignature | keyCertSign, true)]);
    expect(check([base64(both.certificate)])).toBe("chain_untrusted");
  });

  test("that may only encrypt is untrusted", async () => {
    const usage = new KeyUsagesExtension(KeyUsageFlags.keyEncipherment, true);
    expect(check([await leafBelow(ca.issuing, [usage]), issuing])).toBe("chain_untrusted");
  });

  test("signed by itself is untrusted", async () => {
    const alone = await quickHierarchy("phone");
    expect(check([base64(alone.root.certificate)])).toBe("chain_untrusted");
  });
});

test("validity counts at the time of the application, to the second", () => {
  const { notBefore, notAfter } = ca.issuing.certificate;
  const long = new Date(notAfter.getTime() + 1000);
  expect(check([leaf, issuing], long)).toBe("chain_expired");
  expect(check([leaf, issuing], new Date(notBefore.getTime() - 1000))).toBe("chain_expired");
});

function withByte(certificate: string): string {
  return Buffer.concat([Buffer.from(certificate, "base64"), Buffer.from([0])]).toString("base64");
}

function pem(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
}
