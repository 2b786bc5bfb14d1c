import { messageTypes } from "../../functions/src/contract/jws.ts";
import { compactJws, type SignBytes } from "../stack/phones/compactJws.ts";
import { breakOne } from "./breakOne.ts";
import { type Filling, fromSchema } from "./fromSchema.ts";
import type { Message } from "./messages.ts";
import { nodeOf } from "./schemaNode.ts";
import type { Signer } from "./signers.ts";

/** A signed message and what is wrong with it, in words; nothing as far as form and signature go where there are none. */
interface Made {
  readonly jws: string;
  readonly what?: string;
}

type Chances = Omit<Filling, "known">;

/** A message as the contract has it, signed by whoever may; with little faith its content is another's. */
export async function signMessage(message: Message, signer: Signer, chances: Chances): Promise<Made> {
  const [header, claims] = [headerOf(message, signer), claimsOf(message, signer, chances)];
  return { jws: await compactJws(header, claims, signer.sign) };
}

/** A message that is wrong in one place: in what it says, though signed, in its header, or in its form. */
export async function breakMessage(message: Message, signer: Signer, chances: Chances): Promise<Made> {
  const { random, marker } = chances;
  const [header, claims] = [headerOf(message, signer), claimsOf(message, signer, chances)];
  const kind = random.whole(1, 10);
  if (kind <= 5) {
    const { value, what } = breakOne(claims, random, marker);
    return { jws: await compactJws(header, Object(value), signer.sign), what: `claims ${what}` };
  }
  if (kind <= 7) {
    const { value, what } = breakOne(header, random, marker);
    return { jws: await compactJws(Object(value), claims, signer.sign), what: `header ${what}` };
  }
  if (kind === 8) {
    const more = random.pick(headers(marker));
    const jws = await compactJws({ ...header, ...more }, claims, signer.sign);
    return { jws, what: `header has ${JSON.stringify(more).slice(0, 80)}` };
  }
  const [what, deform] = random.pick(forms(marker));
  const jws = await compactJws(header, claims, signer.sign);
  return { jws: await deform(jws, signer.sign), what };
}

function headerOf({ type }: Message, { header }: Signer): object {
  return { typ: type, ...header };
}

function claimsOf({ schema }: Message, { known }: Signer, chances: Chances): object {
  return Object(fromSchema(nodeOf(schema), { ...chances, known: known() }));
}

/** Headers that others have got in with elsewhere (RFC 8725). */
function headers(marker: string): readonly object[] {
  const selfMade = { kty: "oct", k: "AAAA" };
  return [
    { alg: "none" },
    { alg: "HS256" },
    { alg: "ES384" },
    { alg: "RS256" },
    { alg: marker },
    { typ: messageTypes.wipeCommand },
    { typ: marker },
    { kid: marker },
    { kid: `../../${marker}` },
    { crit: ["b64"], b64: false },
    { jku: `https://${marker}.example/keys` },
    { jwk: selfMade },
    { jwk: { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43) } },
    { x5c: [] },
    { x5c: ["AAAA"] },
    { x5c: [Buffer.from(marker).toString("base64")] },
    { x5c: ["MIIB/////w==", "MA=="] },
    {
      x5c: [Buffer.concat([Buffer.from("3084ffffffff", "hex"), Buffer.alloc(2000, 0x30)]).toString("base64")],
    },
    { zip: "DEF" },
  ];
}

type Deform = (jws: string, sign: SignBytes) => string | Promise<string>;

/** Ways in which a compact JWS isn't one, or is one around something that isn't claims. */
function forms(marker: string): readonly (readonly [string, Deform])[] {
  const part = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64url");
  const withPayload = async (jws: string, payload: string | Uint8Array, sign: SignBytes) => {
    const input = `${jws.split(".")[0]}.${part(payload)}`;
    return `${input}.${part(await sign(Buffer.from(input)))}`;
  };
  const payload =
    (bytes: string | Uint8Array): Deform =>
    (jws, sign) =>
      withPayload(jws, bytes, sign);
  const parts =
    (change: (...three: string[]) => string[]): Deform =>
    (jws) =>
      change(...jws.split(".")).join(".");
  return [
    ["no signature", parts((h = "", p = "") => [h, p, ""])],
    ["a short signature", parts((h = "", p = "", s = "") => [h, p, s.slice(0, 8)])],
    ["a signature of zeroes", parts((h = "", p = "") => [h, p, part(new Uint8Array(64))])],
    ["a signature of 2,000 bytes", parts((h = "", p = "") => [h, p, part(new Uint8Array(2000))])],
    ["four parts", parts((...all) => [...all, part(marker)])],
    ["two parts", parts((h = "", p = "") => [h, p])],
    ["a header that is no JSON", parts((_h, p = "", s = "") => [part(marker), p, s])],
    ["a header that is a list", parts((_h, p = "", s = "") => [part("[]"), p, s])],
    ["a header that is null", parts((_h, p = "", s = "") => [part("null"), p, s])],
    ["parts swapped", parts((h = "", p = "", s = "") => [p, h, s])],
    ["padding", parts((h = "", p = "", s = "") => [h, p, `${s}==`])],
    ["another base64", parts((h = "", p = "", s = "") => [h, `${p}AA`.slice(0, -1), s])],
    ["a payload that is no JSON", payload(marker)],
    ["a payload that is null", payload("null")],
    ["a payload that is a text", payload(JSON.stringify(marker))],
    ["a payload that is a number", payload("1e999")],
    ["a payload that isn't UTF-8", payload(Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ["a payload nested 5,000 deep", payload("[".repeat(5000) + "]".repeat(5000))],
    ["a payload of 15,000 letters", payload(JSON.stringify({ [marker]: "a".repeat(11_000) }))],
    ["a whole of 17,000 letters", () => `${"a".repeat(8500)}.${"b".repeat(8400)}.cc`],
    ["line breaks", (jws) => jws.replaceAll(".", ".\n")],
  ];
}
