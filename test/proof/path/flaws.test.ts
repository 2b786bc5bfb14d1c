import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
} from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { checkPath, readAnchor } from "../../../functions/src/proof/path/checkPath.ts";
import { flawIn, newCa, newLeaf, newRoot, x5cOf } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";
import { generateKeys } from "../../stack/authorities/keys.ts";

const purpose = {
  clientAuth: "1.3.6.1.5.5.7.3.2",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  any: "2.5.29.37.0",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  codeSigning: "1.3.6.1.5.5.7.3.3",
} as const;

let root: Authority;
let ca: Authority;
beforeAll(async () => {
  root = await newRoot();
  ca = await newCa(root);
});

const usage = (...oids: readonly string[]) => new ExtendedKeyUsageExtension([...oids], true);

describe("an extended key usage", () => {
  test.each([
    ["clientAuth", [purpose.clientAuth]],
    ["emailProtection", [purpose.emailProtection]],
    ["documentSigning", [purpose.documentSigning]],
    ["any", [purpose.any]],
    ["a fitting one among others", [purpose.serverAuth, purpose.clientAuth]],
  ])("of %s fits", async (_, oids) => {
    expect(flawIn([await newLeaf(ca, { extensions: [usage(...oids)] }), x5cOf(ca)], root)).toBe("trusted");
  });

  test("of something else doesn't, in the leaf or in a CA above it", async () => {
    const flaw = "an extended key usage is for something else.";
    const leaf = await newLeaf(ca, { extensions: [usage(purpose.serverAuth, purpose.codeSigning)] });
    expect(flawIn([leaf, x5cOf(ca)], root)).toBe(flaw);
    const servers = await newCa(root, { extensions: [usage(purpose.serverAuth)] });
    expect(flawIn([await newLeaf(servers), x5cOf(servers)], root)).toBe(flaw);
  });
});

describe("a signature is no good", () => {
  test("with SHA-1, on the leaf or on the intermediate", async () => {
    const flaw = /wasn't issued by|doesn't end below/;
    expect(flawIn([await newLeaf(ca, { hash: "SHA-1" }), x5cOf(ca)], root)).toMatch(flaw);
    const old = await newCa(root, { hash: "SHA-1" });
    expect(flawIn([await newLeaf(old), x5cOf(old)], root)).toMatch(flaw);
  });

  test.each(["SHA-256", "SHA-384", "SHA-512"])("and with %s it is", async (hash) => {
    expect(flawIn([await newLeaf(ca, { hash }), x5cOf(ca)], root)).toBe("trusted");
  });
});

describe("a path's length", () => {
  const atMost = (count: number) => new BasicConstraintsExtension(true, count, true);

  test("counts a CA below, but not a CA's new certificate for itself", async () => {
    const limited = await newCa(root, { basic: atMost(0) });
    const renewed = await newCa(limited);
    expect(flawIn([await newLeaf(renewed), x5cOf(renewed), x5cOf(limited)], root)).toBe("trusted");
    const below = await newCa(renewed, { subject: "CN=Below, C=JP" });
    const chain = [x5cOf(below), x5cOf(renewed), x5cOf(limited)];
    expect(flawIn([await newLeaf(below), ...chain], root)).toBe("the path is too long.");
  });

  test("is the shortest of those above it, the trusted CA's own too", async () => {
    const strict = await newRoot("CN=Strict, C=JP", atMost(0));
    const direct = await newLeaf(strict);
    expect(flawIn([direct], strict)).toBe("trusted");
    const between = await newCa(strict, { basic: atMost(5) });
    expect(flawIn([await newLeaf(between), x5cOf(between)], strict)).toBe("the path is too long.");
  });
});

test("names chain whatever their case, white space and string type", async () => {
  const keys = await generateKeys("p256");
  const odd = await newCa(root, { subject: "CN=An  Issuer , C=JP", keys });
  const plain = await newCa(root, { subject: "CN=an issuer, C=jp", keys });
  expect(flawIn([await newLeaf(odd), x5cOf(plain)], root)).toBe("trusted");
  const other = await newCa(root, { subject: "CN=anissuer, C=jp", keys });
  expect(flawIn([await newLeaf(odd), x5cOf(other)], root)).toMatch(/wasn't issued/);
});

test("a certificate twice in a path, or the trusted one in it, is refused as such", async () => {
  const chain = [await newLeaf(ca), x5cOf(ca), x5cOf(root)];
  expect(flawIn(chain, root)).toBe("the same certificate is in it twice.");
});

test("of two trusted CAs with one name the one with the right key is found", async () => {
  const twin = await newRoot();
  const anchors = [twin, root].map(({ certificate }) => readAnchor(new Uint8Array(certificate.rawData)));
  expect(checkPath([await newLeaf(ca), x5cOf(ca)], anchors, new Date())).toHaveProperty("leaf");
});

test("a critical alternative name, which real cards have, is understood", async () => {
  const names = new SubjectAlternativeNameExtension([{ type: "email", value: "a@example.jp" }], true);
  expect(flawIn([await newLeaf(ca, { extensions: [names] }), x5cOf(ca)], root)).toBe("trusted");
});
