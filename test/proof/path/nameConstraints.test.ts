import "reflect-metadata";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Name as AsnName,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  NameConstraints,
  OtherName,
  SubjectAlternativeName,
} from "@peculiar/asn1-x509";
import { Name } from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { extension, flawIn, newCa, newLeaf, newRoot, x5cOf } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";

const outside = "a name lies outside of the constraints.";
const at = {
  mail: (rfc822Name: string) => new GeneralName({ rfc822Name }),
  host: (dNSName: string) => new GeneralName({ dNSName }),
  web: (uniformResourceIdentifier: string) => new GeneralName({ uniformResourceIdentifier }),
  directory: (text: string) =>
    new GeneralName({ directoryName: AsnConvert.parse(new Name(text).toArrayBuffer(), AsnName) }),
  other: () =>
    new GeneralName({ otherName: new OtherName({ typeId: "1.2.3", value: new Uint8Array([5, 0]).buffer }) }),
};

let root: Authority;
beforeAll(async () => {
  root = await newRoot();
});

interface Constraints {
  readonly permitted?: readonly GeneralName[];
  readonly excluded?: readonly GeneralName[];
}

function constraints({ permitted, excluded }: Constraints) {
  const subtrees = (names: readonly GeneralName[]) =>
    new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));
  return extension(
    id_ce_nameConstraints,
    new NameConstraints({
      ...(permitted && { permittedSubtrees: subtrees(permitted) }),
      ...(excluded && { excludedSubtrees: subtrees(excluded) }),
    }),
  );
}

async function flawOf(limits: Constraints, names: readonly GeneralName[], subject = "C=JP, CN=Leaf") {
  const ca = await newCa(root, { extensions: [constraints(limits)] });
  const alternatives = extension(id_ce_subjectAltName, new SubjectAlternativeName([...names]), false);
  const leaf = await newLeaf(ca, { subject, extensions: names.length > 0 ? [alternatives] : [] });
  return flawIn([leaf, x5cOf(ca)], root);
}

describe("where only some names are permitted", () => {
  test.each([
    ["a subject below the permitted one", at.directory("C=JP"), "C=JP, CN=Leaf", "trusted"],
    [
      "a subject that differs in case and spaces",
      at.directory("C=jp, O=A  Company"),
      "C=JP, O=a company, CN=Leaf",
      "trusted",
    ],
    ["a subject beside it", at.directory("C=US"), "C=JP, CN=Leaf", outside],
    ["a subject above it", at.directory("C=JP, O=A"), "C=JP", outside],
  ] as const)("%s: %s", async (_, base, subject, expected) => {
    expect(await flawOf({ permitted: [base] }, [], subject)).toBe(expected);
  });

  test.each([
    ["its very host", "example.jp", at.host("example.jp"), "trusted"],
    ["a host below it", "example.jp", at.host("a.b.Example.JP"), "trusted"],
    ["a host that only ends alike", "example.jp", at.host("badexample.jp"), outside],
    ["the domain above it", "example.jp", at.host("jp"), outside],
  ])("a host's name: %s", async (_, base, name, expected) => {
    expect(await flawOf({ permitted: [at.host(base)] }, [name])).toBe(expected);
  });

  test.each([
    ["a mailbox on the host", "example.jp", "a@example.jp", "trusted"],
    ["a mailbox below the host", "example.jp", "a@mail.example.jp", outside],
    ["a mailbox in the domain", ".example.jp", "a@mail.example.jp", "trusted"],
    ["a mailbox on the domain's own host", ".example.jp", "a@example.jp", outside],
    ["that very mailbox", "a@example.jp", "a@EXAMPLE.jp", "trusted"],
    ["another mailbox", "a@example.jp", "A@example.jp", outside],
    ["what is no mailbox", "example.jp", "example.jp", outside],
  ])("mail: %s", async (_, base, name, expected) => {
    expect(await flawOf({ permitted: [at.mail(base)] }, [at.mail(name)])).toBe(expected);
  });

  test.each([
    ["an address on the host", "example.jp", "https://user@example.jp:8443/x", "trusted"],
    ["an address below the host", "example.jp", "https://a.example.jp/", outside],
    ["an address in the domain", ".example.jp", "http://a.example.jp", "trusted"],
    ["an address with the host in its path", "example.jp", "https://evil.example/example.jp", outside],
    ["an address with the host as a user", "example.jp", "https://example.jp@evil.example/", outside],
    ["an address by number", "10.0.0.1", "https://10.0.0.1/", outside],
    ["an address without a host", "example.jp", "urn:example.jp", outside],
  ])("web: %s", async (_, base, name, expected) => {
    expect(await flawOf({ permitted: [at.web(base)] }, [at.web(name)])).toBe(expected);
  });

  test("a mailbox in the subject counts as mail", async () => {
    const subject = "C=JP, CN=Leaf, E=a@elsewhere.example";
    expect(await flawOf({ permitted: [at.mail("example.jp")] }, [], subject)).toBe(outside);
    expect(await flawOf({ permitted: [at.mail("elsewhere.example")] }, [], subject)).toBe("trusted");
  });

  test("names of other forms don't matter", async () => {
    expect(await flawOf({ permitted: [at.host("example.jp")] }, [at.other()])).toBe("trusted");
  });

  test("a form that can't be compared is refused, permitted or excluded", async () => {
    expect(await flawOf({ permitted: [at.other()] }, [at.other()])).toBe(outside);
    expect(await flawOf({ excluded: [at.other()] }, [at.other()])).toBe(outside);
  });
});

test("an excluded name is refused although it is permitted, and an address that can't be told too", async () => {
  const limits = { permitted: [at.host("jp")], excluded: [at.host("bad.jp")] };
  expect(await flawOf(limits, [at.host("good.jp")])).toBe("trusted");
  expect(await flawOf(limits, [at.host("very.bad.jp")])).toBe(outside);
  expect(await flawOf({ excluded: [at.web("bad.jp")] }, [at.web("urn:x")])).toBe(outside);
});

test("a CA below can only narrow what it may name, and must itself lie inside", async () => {
  const country = await newCa(root, { extensions: [constraints({ permitted: [at.directory("C=JP")] })] });
  const narrow = constraints({ permitted: [at.directory("C=US"), at.directory("C=JP, O=A")] });
  const below = await newCa(country, { subject: "C=JP, CN=Below", extensions: [narrow] });
  const chain = [x5cOf(below), x5cOf(country)];
  expect(flawIn([await newLeaf(below, { subject: "C=US" }), ...chain], root)).toBe(outside);
  const foreign = await newCa(country, { subject: "C=US, CN=Below" });
  expect(flawIn([await newLeaf(foreign), x5cOf(foreign), x5cOf(country)], root)).toBe(outside);
});

test("a CA's new certificate for itself is exempt, what it issues is not", async () => {
  const limits = constraints({ permitted: [at.directory("C=US")] });
  const old = await newCa(root, { subject: "C=JP, CN=Self", extensions: [limits] });
  const renewed = await newCa(old, { subject: "C=JP, CN=Self" });
  const chain = [x5cOf(renewed), x5cOf(old)];
  expect(flawIn([await newLeaf(renewed, { subject: "C=US" }), ...chain], root)).toBe("trusted");
  expect(flawIn([await newLeaf(renewed), ...chain], root)).toBe(outside);
});

test("a constraint with a distance isn't understood", async () => {
  const base = new GeneralSubtree({ base: at.directory("C=JP"), minimum: 1 });
  const odd = extension(
    id_ce_nameConstraints,
    new NameConstraints({ permittedSubtrees: new GeneralSubtrees([base]) }),
  );
  const ca = await newCa(root, { extensions: [odd] });
  expect(flawIn([await newLeaf(ca), x5cOf(ca)], root)).toMatch(/can't be read/);
});
