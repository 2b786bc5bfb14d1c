import {
  GeneralName,
  type GeneralSubtree,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  NameConstraints,
  SubjectAlternativeName,
} from "@peculiar/asn1-x509";
import type { PathCertificate } from "./certificate.ts";
import { extensionOf } from "./extensions.ts";
import { directory, formOf } from "./names.ts";
import { isInSubtree } from "./subtrees.ts";

/** Which names a path still allows (RFC 5280 section 6.1.2 b, c): inside of every list, and outside of each excluded one. */
export interface NameSpace {
  readonly permitted: readonly (readonly GeneralSubtree[])[];
  readonly excluded: readonly GeneralSubtree[];
}

/** Every name. */
export const everyName: NameSpace = { permitted: [], excluded: [] };

const id_emailAddress = "1.2.840.113549.1.9.1";

/** The name space that an issuer leaves to those below it (section 6.1.4 g). Throws for a distance, which nobody uses. */
export function narrowed({ permitted, excluded }: NameSpace, issuer: PathCertificate): NameSpace {
  const constraints = extensionOf(issuer, id_ce_nameConstraints, NameConstraints);
  if (!constraints) return { permitted, excluded };
  const { permittedSubtrees, excludedSubtrees = [] } = constraints;
  const all = [...(permittedSubtrees ?? []), ...excludedSubtrees];
  if (all.some(({ minimum, maximum }) => minimum !== 0 || maximum !== undefined))
    throw new Error("a name constraint with a distance");
  return {
    permitted: permittedSubtrees ? [...permitted, [...permittedSubtrees]] : permitted,
    excluded: [...excluded, ...excludedSubtrees],
  };
}

/** Whether all of a certificate's names are in the name space (section 6.1.3 b, c). One that can't be compared is not. */
export function isInNameSpace(certificate: PathCertificate, { permitted, excluded }: NameSpace): boolean {
  return namesOf(certificate).every((name) => {
    const alike = (subtrees: readonly GeneralSubtree[]) =>
      subtrees.map(({ base }) => base).filter((base) => isOfSameForm(base, name));
    const isPermitted = permitted.every((subtrees) => {
      const bases = alike(subtrees);
      return bases.length === 0 || bases.some((base) => isInSubtree(name, base) === true);
    });
    return isPermitted && alike(excluded).every((base) => isInSubtree(name, base) === false);
  });
}

/** Subject and alternative names; an address of e-mail in the subject counts where there is no alternative name. */
function namesOf(certificate: PathCertificate): readonly GeneralName[] {
  const { subject } = certificate.tbs;
  const alternatives = extensionOf(certificate, id_ce_subjectAltName, SubjectAlternativeName) ?? [];
  const hasAddress = alternatives.some(({ rfc822Name }) => rfc822Name !== undefined);
  const attributes = hasAddress ? [] : [...subject].flatMap((relative) => [...relative]);
  const addresses = attributes
    .filter(({ type }) => type === id_emailAddress)
    .map(({ value }) => new GeneralName({ rfc822Name: value.toString() }));
  return [...(subject.length > 0 ? [directory(subject)] : []), ...alternatives, ...addresses];
}

/** Forms that we don't tell apart (otherName, iPAddress and the like) may all be the constrained one. */
function isOfSameForm(base: GeneralName, name: GeneralName): boolean {
  return formOf(base) === formOf(name);
}
