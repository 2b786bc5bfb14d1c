import type { PathCertificate } from "./certificate.ts";
import { fitsPurpose, isIssuedBy, mayIssue, maySign, pathLengthOf } from "./issuing.ts";
import { everyName, isInNameSpace, type NameSpace, narrowed } from "./nameConstraints.ts";
import {
  endPolicies,
  isPolicySatisfied,
  type PolicyState,
  passPoliciesOn,
  startPolicies,
  takePolicies,
} from "./policies.ts";

/** What the certificates so far leave to those below them (RFC 5280 section 6.1.2). */
interface State {
  readonly issuer: PathCertificate;
  readonly pathLength: number;
  readonly names: NameSpace;
  readonly policies: PolicyState;
}

/**
 * What speaks against a path from the anchor down to a leaf (RFC 5280 section 6.1, with any policy acceptable), in words;
 * undefined when nothing does. Times and revocation are looked at elsewhere. The anchor's own limits on path length and
 * names hold too (RFC 5937).
 */
export function flawOf(anchor: PathCertificate, path: readonly PathCertificate[]): string | undefined {
  if (!mayIssue(anchor) || !fitsPurpose(anchor)) return "the trusted certificate is no CA's";
  let state: State = {
    issuer: anchor,
    pathLength: pathLengthOf(anchor),
    names: narrowed(everyName, anchor),
    policies: startPolicies(path.length),
  };
  for (const [index, certificate] of path.entries()) {
    const next = step(state, certificate, index === path.length - 1);
    if (typeof next === "string") return next;
    state = next;
  }
  return path.length === 0 ? "there is no certificate" : undefined;
}

function step(state: State, certificate: PathCertificate, isLast: boolean): State | string {
  if (!isIssuedBy(certificate, state.issuer)) return "a certificate wasn't issued by the next one";
  const isExempt = certificate.isSelfIssued && !isLast;
  if (!isExempt && !isInNameSpace(certificate, state.names)) return "a name lies outside of the constraints";
  const policies = takePolicies(state.policies, certificate, isLast);
  if (!isPolicySatisfied(policies)) return "no policy is left where one is required";
  if (!fitsPurpose(certificate)) return "an extended key usage is for something else";
  return isLast ? end({ ...state, policies }, certificate) : pass({ ...state, policies }, certificate);
}

/** Section 6.1.4: from an intermediate to what it issues. */
function pass(state: State, issuer: PathCertificate): State | string {
  if (!mayIssue(issuer)) return "an issuer is no CA";
  const left = state.pathLength - (issuer.isSelfIssued ? 0 : 1);
  if (left < 0) return "the path is too long";
  const policies = passPoliciesOn(state.policies, issuer);
  if (!policies) return "anyPolicy is mapped";
  const pathLength = Math.min(left, pathLengthOf(issuer));
  return { issuer, pathLength, names: narrowed(state.names, issuer), policies };
}

/** Section 6.1.5: the leaf. */
function end(state: State, leaf: PathCertificate): State | string {
  const policies = endPolicies(state.policies, leaf);
  if (!isPolicySatisfied(policies)) return "no policy is left where one is required";
  return maySign(leaf) ? { ...state, issuer: leaf, policies } : "the leaf isn't for signing";
}
