/** A valid case that is refused all the same: with what, and why. */
interface Outside {
  readonly refused: "chain_untrusted" | "revocation_status_unknown";
  readonly why: string;
}

const dsa = { refused: "chain_untrusted", why: "DSA is no algorithm of ours" } as const;
const caLeaf = {
  refused: "chain_untrusted",
  why: "the leaf is a CA's certificate, which signs no application",
} as const;
const otherKey = {
  refused: "revocation_status_unknown",
  why: "the CRL is signed with a key that isn't in the certificate's own path",
} as const;
const indirect = { refused: "revocation_status_unknown", why: "indirect CRLs are outside" } as const;
const delta = {
  refused: "revocation_status_unknown",
  why: "delta CRLs are outside, and so are lists that have them",
} as const;

/**
 * PKITS' valid cases that docs/certificate-profile.md leaves out, by their leaf's name. The conformance run fails when one
 * of them is accepted, or refused otherwise, and when any other valid case is refused.
 */
export const outsideProfile: Readonly<Record<string, Outside>> = {
  ValidDSASignaturesTest4EE: dsa,
  ValidDSAParameterInheritanceTest5EE: dsa,
  ValidSeparateCertificateandCRLKeysTest19EE: otherKey,
  ValidBasicSelfIssuedNewWithOldTest4EE: otherKey,
  ValidBasicSelfIssuedCRLSigningKeyTest6EE: otherKey,
  ValidpathLenConstraintTest8EE: caLeaf,
  ValidpathLenConstraintTest14EE: caLeaf,
  OverlappingPoliciesTest6EE: caLeaf,
  ValidonlyContainsCACertsTest13EE: caLeaf,
  ValidIDPwithindirectCRLTest22EE: indirect,
  ValidIDPwithindirectCRLTest24EE: indirect,
  ValidIDPwithindirectCRLTest25EE: indirect,
  ValidcRLIssuerTest28EE: indirect,
  ValidcRLIssuerTest29EE: indirect,
  ValidcRLIssuerTest30EE: indirect,
  ValidcRLIssuerTest33EE: indirect,
  ValiddeltaCRLTest2EE: delta,
  ValiddeltaCRLTest5EE: delta,
  ValiddeltaCRLTest7EE: delta,
  ValiddeltaCRLTest8EE: delta,
};
