import "reflect-metadata";
import {
  id_ce_certificatePolicies_anyPolicy as anyPolicy,
  CertificatePolicies,
  InhibitAnyPolicy,
  id_ce_certificatePolicies,
  id_ce_inhibitAnyPolicy,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  PolicyConstraints,
  PolicyInformation,
  PolicyMapping,
  PolicyMappings,
} from "@peculiar/asn1-x509";
import type { Extension } from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { extension, flawIn, newCa, newLeaf, newRoot, x5cOf } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";

const [gold, silver, bronze] = ["1.2.392.1", "1.2.392.2", "1.2.392.3"] as const;
const missing = "no policy is left where one is required.";

let root: Authority;
beforeAll(async () => {
  root = await newRoot();
});

function policies(...ids: readonly string[]): Extension {
  const named = ids.map((policyIdentifier) => new PolicyInformation({ policyIdentifier }));
  return extension(id_ce_certificatePolicies, new CertificatePolicies(named), false);
}

function integer(value: number): ArrayBuffer {
  return new Uint8Array([value]).buffer;
}

const requireAfter = (count: number) =>
  extension(id_ce_policyConstraints, new PolicyConstraints({ requireExplicitPolicy: integer(count) }));
const requireAndNoMappingAfter = (count: number) =>
  extension(
    id_ce_policyConstraints,
    new PolicyConstraints({ requireExplicitPolicy: integer(0), inhibitPolicyMapping: integer(count) }),
  );
const noAnyAfter = (count: number) => extension(id_ce_inhibitAnyPolicy, new InhibitAnyPolicy(integer(count)));

function maps(from: string, to: string): Extension {
  const mapping = new PolicyMapping();
  mapping.issuerDomainPolicy = from;
  mapping.subjectDomainPolicy = to;
  return extension(id_ce_policyMappings, new PolicyMappings([mapping]));
}

/** Certificates from the one below the root down to the leaf, each with these extensions. */
async function flawOf(...levels: readonly (readonly Extension[])[]): Promise<string> {
  const chain: string[] = [];
  let parent = root;
  for (const [depth, extensions] of levels.slice(0, -1).entries()) {
    parent = await newCa(parent, { subject: `CN=Level ${depth}, C=JP`, extensions });
    chain.unshift(x5cOf(parent));
  }
  return flawIn([await newLeaf(parent, { extensions: levels.at(-1) ?? [] }), ...chain], root);
}

describe("where no policy is required", () => {
  test("none, one alone and different ones are all trusted", async () => {
    expect(await flawOf([], [])).toBe("trusted");
    expect(await flawOf([policies(gold)], [])).toBe("trusted");
    expect(await flawOf([policies(gold)], [policies(silver)])).toBe("trusted");
  });
});

describe("where a policy is required", () => {
  test("it has to go through the whole path", async () => {
    expect(await flawOf([policies(gold), requireAfter(0)], [policies(gold, silver)])).toBe("trusted");
    expect(await flawOf([policies(gold), requireAfter(0)], [policies(silver)])).toBe(missing);
    expect(await flawOf([policies(gold), requireAfter(0)], [])).toBe(missing);
    expect(await flawOf([policies(gold)], [requireAfter(0)], [policies(gold)])).toBe(missing);
  });

  test("only after some certificates, the ones before are spared", async () => {
    expect(await flawOf([requireAfter(3)], [], [])).toBe("trusted");
    expect(await flawOf([requireAfter(1)], [], [])).toBe(missing);
  });

  test("by the leaf itself, its own path has to have it", async () => {
    expect(await flawOf([], [policies(gold), requireAfter(0)])).toBe(missing);
    expect(await flawOf([policies(gold)], [policies(gold), requireAfter(0)])).toBe("trusted");
  });

  test("anyPolicy stands for it, in the CA and in the leaf", async () => {
    expect(await flawOf([policies(anyPolicy), requireAfter(0)], [policies(gold)])).toBe("trusted");
    expect(await flawOf([policies(gold), requireAfter(0)], [policies(anyPolicy)])).toBe("trusted");
  });

  test("anyPolicy no longer stands for it where that is inhibited", async () => {
    expect(await flawOf([policies(anyPolicy), requireAfter(0), noAnyAfter(0)], [policies(anyPolicy)])).toBe(
      missing,
    );
    expect(await flawOf([policies(anyPolicy), requireAfter(0), noAnyAfter(1)], [policies(anyPolicy)])).toBe(
      "trusted",
    );
    expect(
      await flawOf(
        [policies(anyPolicy), requireAfter(0), noAnyAfter(1)],
        [policies(anyPolicy)],
        [policies(anyPolicy)],
      ),
    ).toBe(missing);
  });
});

describe("a mapped policy", () => {
  test("goes on under the name that it is mapped to, and no longer under its own", async () => {
    const mapping = [policies(gold), requireAfter(0), maps(gold, silver)];
    expect(await flawOf(mapping, [policies(silver)])).toBe("trusted");
    expect(await flawOf(mapping, [policies(gold)])).toBe(missing);
  });

  test("comes out of anyPolicy too, which goes on itself", async () => {
    const mapping = [policies(anyPolicy), requireAfter(0), maps(gold, silver)];
    expect(await flawOf(mapping, [policies(silver)])).toBe("trusted");
    expect(await flawOf(mapping, [policies(bronze)])).toBe("trusted");
  });

  test("ends where mapping is inhibited", async () => {
    const first = [policies(gold), requireAndNoMappingAfter(0)];
    expect(await flawOf(first, [policies(gold), maps(gold, silver)], [policies(silver)])).toBe(missing);
    const later = [policies(gold), requireAndNoMappingAfter(1)];
    expect(await flawOf(later, [policies(gold), maps(gold, silver)], [policies(silver)])).toBe("trusted");
  });

  test.each([
    ["from anyPolicy", anyPolicy, gold],
    ["to anyPolicy", gold, anyPolicy],
  ])("%s is refused", async (_, from, to) => {
    expect(await flawOf([policies(gold), maps(from, to)], [policies(gold)])).toBe("anyPolicy is mapped.");
  });
});
