import {
  id_ce_certificatePolicies_anyPolicy as anyPolicy,
  CertificatePolicies,
  InhibitAnyPolicy,
  id_ce_certificatePolicies,
  id_ce_inhibitAnyPolicy,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  PolicyConstraints,
  PolicyMappings,
} from "@peculiar/asn1-x509";
import type { PathCertificate } from "./certificate.ts";
import { extensionOf } from "./extensions.ts";

/**
 * Where the policies of a path stand after some certificates (RFC 5280 section 6.1.2). Of the tree only the lowest level is
 * kept, each policy with those that may follow it: every policy is acceptable to us, so only whether some is left matters.
 */
export interface PolicyState {
  /** After how many more certificates a policy is required, mapping inhibited, anyPolicy inhibited. */
  readonly explicitPolicy: number;
  readonly policyMapping: number;
  readonly inhibitAnyPolicy: number;
  readonly expected: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Before the first certificate of a path of `length`: nothing required, nothing inhibited, every policy acceptable. */
export function startPolicies(length: number): PolicyState {
  const never = length + 1;
  const expected = new Map([[anyPolicy, new Set([anyPolicy])]]);
  return { explicitPolicy: never, policyMapping: never, inhibitAnyPolicy: never, expected };
}

/** After a certificate's own policies (section 6.1.3 d, e). */
export function takePolicies(state: PolicyState, certificate: PathCertificate, isLast: boolean): PolicyState {
  const policies = extensionOf(certificate, id_ce_certificatePolicies, CertificatePolicies);
  const named = new Set((policies ?? []).map(({ policyIdentifier }) => policyIdentifier));
  const inherited = new Set([...state.expected.values()].flatMap((policy) => [...policy]));
  const taken = [...named].filter(
    (policy) => policy !== anyPolicy && (inherited.has(policy) || inherited.has(anyPolicy)),
  );
  const mayBeAny = state.inhibitAnyPolicy > 0 || (certificate.isSelfIssued && !isLast);
  const carried = named.has(anyPolicy) && mayBeAny ? inherited : [];
  const expected = new Map([...taken, ...carried].map((policy) => [policy, new Set([policy])]));
  return { ...state, expected };
}

/** Whether a policy is left, or none is required (section 6.1.3 f, 6.1.5 g). */
export function isPolicySatisfied({ explicitPolicy, expected }: PolicyState): boolean {
  return explicitPolicy > 0 || expected.size > 0;
}

/** What an issuer leaves to those below it (section 6.1.4 a, b, h, i, j); undefined when it maps anyPolicy. */
export function passPoliciesOn(state: PolicyState, issuer: PathCertificate): PolicyState | undefined {
  const mappings = extensionOf(issuer, id_ce_policyMappings, PolicyMappings) ?? [];
  const pairs = mappings.map(({ issuerDomainPolicy: from, subjectDomainPolicy: to }) => ({ from, to }));
  if (pairs.some(({ from, to }) => from === anyPolicy || to === anyPolicy)) return undefined;
  const expected = mapped(state, pairs);
  const constraints = extensionOf(issuer, id_ce_policyConstraints, PolicyConstraints);
  const inhibited = extensionOf(issuer, id_ce_inhibitAnyPolicy, InhibitAnyPolicy);
  const step = issuer.isSelfIssued ? 0 : 1;
  const next = (left: number, limit: ArrayBuffer | undefined) =>
    Math.min(Math.max(left - step, 0), count(limit));
  return {
    explicitPolicy: next(state.explicitPolicy, constraints?.requireExplicitPolicy),
    policyMapping: next(state.policyMapping, constraints?.inhibitPolicyMapping),
    inhibitAnyPolicy: next(state.inhibitAnyPolicy, inhibited?.value),
    expected,
  };
}

/** The last certificate counts too, and may itself require a policy (section 6.1.5 a, b). */
export function endPolicies(state: PolicyState, leaf: PathCertificate): PolicyState {
  const constraints = extensionOf(leaf, id_ce_policyConstraints, PolicyConstraints);
  const isRequired = count(constraints?.requireExplicitPolicy) === 0;
  return { ...state, explicitPolicy: isRequired ? 0 : Math.max(state.explicitPolicy - 1, 0) };
}

/** A mapped policy is followed by what it is mapped to, or by nothing where mapping is inhibited. */
function mapped(
  { expected, policyMapping }: PolicyState,
  pairs: readonly { from: string; to: string }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const after = new Map(expected);
  for (const from of new Set(pairs.map((pair) => pair.from))) {
    const to = new Set(pairs.filter((pair) => pair.from === from).map((pair) => pair.to));
    if (policyMapping === 0) after.delete(from);
    else if (expected.has(from) || expected.has(anyPolicy)) after.set(from, to);
  }
  return after;
}

/** An INTEGER of 0 or more as a number; infinite where there is none. */
function count(integer: ArrayBuffer | undefined): number {
  if (integer === undefined) return Number.POSITIVE_INFINITY;
  return Number(BigInt(`0x${Buffer.from(integer).toString("hex") || "0"}`));
}
