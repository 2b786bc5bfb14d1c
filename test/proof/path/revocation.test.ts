import "reflect-metadata";
import {
  CRLDistributionPoints,
  CRLNumber,
  DistributionPoint,
  DistributionPointName,
  GeneralName,
  IssuingDistributionPoint,
  id_ce_cRLDistributionPoints,
  id_ce_freshestCRL,
  id_ce_issuingDistributionPoint,
  Reason,
  ReasonFlags,
} from "@peculiar/asn1-x509";
import { type Extension, KeyUsageFlags, KeyUsagesExtension, X509Certificate } from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { readCrl } from "../../../functions/src/proof/path/crl.ts";
import { revocationOf } from "../../../functions/src/proof/path/revocation.ts";
import { type CrlWishes, minutesFromNow, newCrl } from "../../doubles/crlMaker.ts";
import { crlAt, extension, newCa, newLeaf, newRoot, trustedPath, x5cOf } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";

const place = "http://ca.example/list.crl";
let root: Authority;
let ca: Authority;
let rootList: Uint8Array;
let leaf: string;
beforeAll(async () => {
  root = await newRoot();
  ca = await newCa(root);
  rootList = await newCrl(root);
  leaf = await newLeaf(ca, { extensions: [crlAt(place)] });
});

/** What the lists say of the leaf below `ca`, where the root's list is in order. */
async function statusWith(lists: readonly Uint8Array[], of = leaf, at = new Date()) {
  const crls = [rootList, ...lists].map(readCrl);
  return revocationOf(trustedPath([of, x5cOf(ca)], root), async () => crls, at);
}

async function status(wishes: CrlWishes, of = leaf) {
  return statusWith([await newCrl(ca, wishes)], of);
}

function serialOf(certificate: string): string {
  return new X509Certificate(Buffer.from(certificate, "base64")).serialNumber;
}

function scoped(scope: Partial<IssuingDistributionPoint>): Extension[] {
  return [extension(id_ce_issuingDistributionPoint, new IssuingDistributionPoint(scope))];
}

function at(url: string): DistributionPointName {
  return new DistributionPointName({ fullName: [new GeneralName({ uniformResourceIdentifier: url })] });
}

const reasons = (flags: number) => {
  const bits = new Reason();
  bits.fromNumber(flags);
  return bits;
};

test("a certificate that isn't on its issuer's list is good, one that is on it is revoked", async () => {
  expect(await status({})).toBe("good");
  expect(await status({ revoked: ["01", serialOf(leaf)] })).toBe("revoked");
  expect(await status({ revoked: ["01"] })).toBe("good");
});

test("an intermediate that is on the root's list makes the whole chain revoked", async () => {
  const lists = [await newCrl(ca), await newCrl(root, { revoked: [ca.certificate.serialNumber] })];
  expect(await statusWith(lists)).toBe("revoked");
});

describe("nothing is known", () => {
  test("without a list, for the leaf or for the intermediate", async () => {
    expect(await statusWith([])).toBe("unknown");
    const crls = [readCrl(await newCrl(ca))];
    expect(await revocationOf(trustedPath([leaf, x5cOf(ca)], root), async () => crls, new Date())).toBe(
      "unknown",
    );
  });

  test("from a list that is out of date, or not in force yet", async () => {
    const [old, early, nearly] = await Promise.all([
      newCrl(ca, { from: -60, until: -1 }),
      newCrl(ca, { from: 2 }),
      newCrl(ca, { from: 0.5 }),
    ]);
    expect(await statusWith([old])).toBe("unknown");
    expect(await statusWith([early])).toBe("unknown");
    expect(await statusWith([nearly])).toBe("good");
    const list = await newCrl(ca, { until: 1 });
    expect(await statusWith([list], leaf, minutesFromNow(1))).toBe("unknown");
    expect(await statusWith([list], leaf, new Date(minutesFromNow(1).getTime() - 1000))).toBe("good");
  });

  test("from a list that is out of date, not even of what is on it", async () => {
    expect(await status({ revoked: [serialOf(leaf)], from: -60, until: -1 })).toBe("unknown");
  });

  test("from a list that another CA signed in its name, or in its own", async () => {
    const [impostor, other] = [await newCa(root), await newCa(root, { subject: "CN=Other, C=JP" })];
    expect(await statusWith([await newCrl(impostor)])).toBe("unknown");
    expect(await statusWith([await newCrl(other)])).toBe("unknown");
    expect(await statusWith([await newCrl(ca, { issuerName: "CN=Other, C=JP" })])).toBe("unknown");
  });

  test("from a list of a CA whose key isn't for signing lists", async () => {
    const issuer = await newCa(root);
    const { certificate } = issuer;
    const usage = new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true);
    const silent = await newCa(root, { keys: issuer.keys, usage });
    expect(certificate.subject).toBe(silent.certificate.subject);
    const of = await newLeaf(silent);
    const crls = [rootList, await newCrl(silent)].map(readCrl);
    const path = trustedPath([of, x5cOf(silent)], root);
    expect(await revocationOf(path, async () => crls, new Date())).toBe("unknown");
  });
});

describe("a list's scope", () => {
  test.each<[string, Partial<IssuingDistributionPoint>, string]>([
    ["end entities", { onlyContainsUserCerts: true }, "good"],
    ["CAs", { onlyContainsCACerts: true }, "unknown"],
    ["attribute certificates", { onlyContainsAttributeCerts: true }, "unknown"],
    ["the place that the certificate names", { distributionPoint: at(place) }, "good"],
    ["another place", { distributionPoint: at("http://ca.example/other.crl") }, "unknown"],
  ])("of %s alone", async (_, scope, expected) => {
    expect(await status({ extensions: scoped(scope) })).toBe(expected);
  });

  test("of end entities alone says nothing of an intermediate", async () => {
    const users = readCrl(await newCrl(root, { extensions: scoped({ onlyContainsUserCerts: true }) }));
    const crls = [users, readCrl(await newCrl(ca))];
    expect(await revocationOf(trustedPath([leaf, x5cOf(ca)], root), async () => crls, new Date())).toBe(
      "unknown",
    );
  });

  test("of some reasons isn't enough until lists for all of them are there", async () => {
    const compromise = ReasonFlags.keyCompromise | ReasonFlags.cACompromise;
    const others = 0b1_1111_1110 & ~compromise;
    const part = (flags: number) => newCrl(ca, { extensions: scoped({ onlySomeReasons: reasons(flags) }) });
    expect(await statusWith([await part(compromise)])).toBe("unknown");
    expect(await statusWith([await part(compromise), await part(others)])).toBe("good");
  });

  test("of some reasons is enough to say that it is revoked", async () => {
    const extensions = scoped({ onlySomeReasons: reasons(ReasonFlags.keyCompromise) });
    expect(await status({ revoked: [serialOf(leaf)], extensions })).toBe("revoked");
  });
});

describe("a certificate", () => {
  test("that names no place is looked up under its issuer's name", async () => {
    const plain = await newLeaf(ca);
    expect(await status({}, plain)).toBe("good");
    expect(await status({ extensions: scoped({ distributionPoint: at(place) }) }, plain)).toBe("unknown");
  });

  test("whose lists somebody else signs (cRLIssuer) is outside of the profile", async () => {
    const cRLIssuer = [new GeneralName({ uniformResourceIdentifier: "http://other.example" })];
    const point = new DistributionPoint({ distributionPoint: at(place), cRLIssuer });
    const points = extension(id_ce_cRLDistributionPoints, new CRLDistributionPoints([point]), false);
    expect(await status({}, await newLeaf(ca, { extensions: [points] }))).toBe("unknown");
  });

  test("that has delta CRLs is outside of the profile", async () => {
    const deltas = extension(id_ce_freshestCRL, new CRLNumber(1), false);
    expect(await status({}, await newLeaf(ca, { extensions: [deltas] }))).toBe("unknown");
  });
});

test("a CA that changed its key signs lists with the key of another certificate of its own in the path", async () => {
  const renewed = await newCa(ca, { subject: ca.certificate.subject });
  const of = await newLeaf(renewed);
  const path = trustedPath([of, x5cOf(renewed), x5cOf(ca)], root);
  const crls = [rootList, await newCrl(ca)].map(readCrl);
  expect(await revocationOf(path, async () => crls, new Date())).toBe("good");
});
