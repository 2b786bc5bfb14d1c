/**
 * What every planted value begins with: personal data, push targets, serials and ids that the run makes up. Letters only,
 * and long enough to be known again when it comes back in base64 or hex.
 */
export const planted = "KatazukePlanted";

/** A planted value that leads back to the request that carried it: the endpoint's place in the list, and the number. */
export function markerOf(place: number, number: number): string {
  return `${planted}${place}N${number}Z`;
}

/** The place and number in the first planted value of a text, where it is in plain letters. */
export function whoPlanted(text: string): { place: number; number: number } | undefined {
  const [, place, number] = new RegExp(`${planted}(\\d+)N(\\d+)Z`, "i").exec(text) ?? [];
  return place === undefined ? undefined : { place: Number(place), number: Number(number) };
}

/** Where a text shows something planted or one of these secrets, with a little around it; undefined where it doesn't. */
export function leakIn(text: string, secrets: readonly string[] = []): string | undefined {
  const [lower, exact] = [text.toLowerCase(), [...inBase64, ...secrets]];
  const places = [
    ...inAnyCase.map((one) => lower.indexOf(one)),
    ...exact.map((one) => (one === "" ? -1 : text.indexOf(one))),
  ];
  const at = places.find((place) => place >= 0);
  return at === undefined ? undefined : text.slice(Math.max(0, at - 60), at + 100);
}

/** The parts of signed messages in a text: base64url of a JSON object, as headers and claims are (RFC 7515 section 7.1). */
export function signedPartsIn(text: string): readonly string[] {
  return text.match(/\beyJ[\w-]{20,}/g) ?? [];
}

const inAnyCase = [planted.toLowerCase(), Buffer.from(planted).toString("hex")];

/** Base64 writes three bytes as four letters, so a text looks one of three ways, whatever stands before and after it. */
const inBase64 = [0, 1, 2].map((before) => {
  const text = Buffer.from("_".repeat(before) + planted).toString("base64url");
  const from = Math.ceil((before * 8) / 6);
  return text.slice(from, Math.floor(((before + planted.length) * 8) / 6));
});
