/** PKITS' sections (its version 1.0.1), by what the leaf certificates of their cases are called. */
const sections: readonly (readonly [RegExp, string])[] = [
  [/(CASignature|EESignature|DSA|CertificatePath)/, "4.1 Signature verification"],
  [/not(Before|After)Date/, "4.2 Validity periods"],
  [/NameChaining|NameUIDs|RFC3280|Rollover|UTF8String(Encoded|Case)/, "4.3 Name chaining"],
  [/BasicSelfIssued/, "4.5 Self-issued certificates"],
  [/[bB]asicConstraints|cAFalse|[pP]athLenConstraint/, "4.6 Basic constraints"],
  [/[kK]eyUsage/, "4.7 Key usage"],
  [/(AllCertificates|Different|Overlapping)|AnyPolicyTest14|Qualifier/, "4.8 Certificate policies"],
  [/[rR]equireExplicitPolicy/, "4.9 Require explicit policy"],
  [/[iI]nhibitPolicyMapping/, "4.11 Inhibit policy mapping"],
  [/PolicyMapping|MappingFrom|MappingTo/, "4.10 Policy mappings"],
  [/[iI]nhibitAnyPolicy/, "4.12 Inhibit any policy"],
  [/nameConstraints|DNandRFC822/, "4.13 Name constraints"],
  [/deltaCRL/, "4.15 Delta CRLs"],
  [
    /distributionPoint|[dD]istributionPoint|only(Contains|Some)|IDPwith|cRLIssuer/,
    "4.14 Distribution points",
  ],
  [/CertificateExtension/, "4.16 Private certificate extensions"],
];

/** The section of a case; what no other section has is about basic revocation. */
export function sectionOf(leaf: string): string {
  return sections.find(([pattern]) => pattern.test(leaf))?.[1] ?? "4.4 Basic revocation";
}

/** Valid although their names don't say so: with any policy acceptable, as we have it (PKITS sections 4.8, 4.12.3). */
const validByPolicy =
  /^(AllCertificates|AnyPolicy|CPSPointer|DifferentPoliciesTest3EE|Overlapping|UserNotice|inhibitAnyPolicyTest3EE)/;

/** Whether a case is valid by its leaf's name: most say so. */
export function isValidByName(leaf: string): boolean {
  return leaf.startsWith("Valid") || validByPolicy.test(leaf);
}
