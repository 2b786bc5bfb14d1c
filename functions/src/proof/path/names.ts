import {
  type AttributeValue,
  GeneralName,
  type Name,
  type RelativeDistinguishedName,
} from "@peculiar/asn1-x509";

/** A distinguished name made comparable: one text per relative name, from the root of the name down. */
export type ComparableName = readonly string[];

/**
 * A name as RFC 5280 section 7.1 compares it: blind to string type, to upper and lower case, and to how much white space
 * there is. An attribute that is no text is compared by its bytes.
 */
export function comparable(name: Name): ComparableName {
  return [...name].map(comparableRelative);
}

/** One relative name of a distinguished name; its attributes have no order. */
export function comparableRelative(relative: RelativeDistinguishedName): string {
  return JSON.stringify([...relative].map(({ type, value }) => `${type}=${textOf(value)}`).toSorted());
}

/** Whether two names are the same. */
export function isSameName(one: ComparableName, other: ComparableName): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** Whether a name lies in the subtree that begins with `base`. */
export function isWithin(name: ComparableName, base: ComparableName): boolean {
  return base.length <= name.length && base.every((relative, depth) => relative === name[depth]);
}

/** The forms of name that this profile can compare with a constraint. */
const nameForms = ["directoryName", "dNSName", "rfc822Name", "uniformResourceIdentifier"] as const;
type NameForm = (typeof nameForms)[number];

/** Which form a name has; undefined for one that this profile can't compare. */
export function formOf(name: GeneralName): NameForm | undefined {
  return nameForms.find((form) => name[form] !== undefined);
}

/** A distinguished name as a general name. */
export function directory(name: Name): GeneralName {
  return new GeneralName({ directoryName: name });
}

function textOf(value: AttributeValue): string {
  if (value.anyValue) return `#${Buffer.from(value.anyValue).toString("hex")}`;
  return value.toString().normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
