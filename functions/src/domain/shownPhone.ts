/**
 * Who says that the phone shows this number, the weaker word first: its holder; a shop that has a phone on the counter and a code from its
 * holder; or a shop to which the phone itself answered.
 */
export const shownBys = ["holder", "shopByCode", "shop"] as const;
export type ShownBy = (typeof shownBys)[number];

/** What a shop's word can be worth, the less first. */
export const shopsWords = ["shopByCode", "shop"] as const satisfies readonly ShownBy[];
export type ShopsWord = (typeof shopsWords)[number];

/** What people put between the digits, a Japanese keyboard's long vowel and minus for a hyphen included. */
const separators = /[\s\p{Pd}_/.\u2212\u30fc]+/gu;

/**
 * The IMEI or serial number that a phone shows in its settings, in one spelling: digits and capital letters alone. Undefined for
 * what can be neither. An IMEI has 15 digits, the last of which checks the others (3GPP TS 23.003 section 6.2.1 and annex B);
 * nearly as many digits are one with a digit lost or doubled, and are refused, for a proof would bind the phone to the slip.
 */
export function normaliseShown(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(separators, "");
  if (!/^[0-9A-Za-z]{8,20}$/.test(plain) || /^(.)\1*$/.test(plain)) return undefined;
  const shown = plain.toUpperCase();
  if (shown.startsWith("IMEI")) return undefined;
  const isNearlyImei = /^\d{13,17}$/.test(shown);
  return !isNearlyImei || (shown.length === 15 && checksOut(shown)) ? shown : undefined;
}

/** Whether the last digit is the one that the others give (ISO/IEC 7812-1 annex B, the Luhn formula). */
function checksOut(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const weighed = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

/** What a proof has the SHA-256 of, in UTF-8: its salt and the normalised number; neither can have a dot in it. */
export function saltedPhone(salt: string, phone: string): string {
  return `${salt}.${phone}`;
}
