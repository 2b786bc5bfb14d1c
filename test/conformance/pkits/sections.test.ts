import { expect, test } from "vitest";
import { outsideProfile } from "./outsideProfile.ts";
import { isValidByName, sectionOf } from "./sections.ts";

test.each([
  ["ValidCertificatePathTest1EE", "4.1", true],
  ["Invalidpre2000UTCEEnotAfterDateTest7EE", "4.2", false],
  ["ValidNameUIDsTest6EE", "4.3", true],
  ["InvalidRevokedEETest3EE", "4.4", false],
  ["InvalidBasicSelfIssuedCRLSigningKeyTest8EE", "4.5", false],
  ["ValidSelfIssuedpathLenConstraintTest15EE", "4.6", true],
  ["InvalidkeyUsageCriticalcRLSignFalseTest4EE", "4.7", false],
  ["DifferentPoliciesTest3EE", "4.8", true],
  ["DifferentPoliciesTest4EE", "4.8", false],
  ["UserNoticeQualifierTest15EE", "4.8", true],
  ["ValidrequireExplicitPolicyTest1EE", "4.9", true],
  ["InvalidMappingFromanyPolicyTest7EE", "4.10", false],
  ["InvalidinhibitPolicyMappingTest1EE", "4.11", false],
  ["inhibitAnyPolicyTest3EE", "4.12", true],
  ["InvalidDNandRFC822nameConstraintsTest28EE", "4.13", false],
  ["InvalidonlyContainsUserCertsTest11EE", "4.14", false],
  ["ValiddeltaCRLTest2EE", "4.15", true],
  ["InvalidUnknownCriticalCertificateExtensionTest2EE", "4.16", false],
] as const)("%s is of section %s and valid: %s", (leaf, section, isValid) => {
  expect(sectionOf(leaf).split(" ")[0]).toBe(section);
  expect(isValidByName(leaf)).toBe(isValid);
});

test("only valid cases are listed as outside of the profile", () => {
  expect(Object.keys(outsideProfile).filter((leaf) => !isValidByName(leaf))).toEqual([]);
});
