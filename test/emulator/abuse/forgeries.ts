import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { Refusal } from "../../../functions/src/domain/refusal.ts";
import {
  type Message,
  serialised,
  signedTexts,
  withClaims,
  withHeader,
  withPayload,
} from "../../doubles/message.ts";
import { inSeconds } from "../../scenario/wrong/forge.ts";
import { createDeviceKey } from "../../stack/phones/deviceKey.ts";
import { type Attack, attack } from "./attack.ts";
import type { Kind } from "./kinds.ts";

/** One thing that is wrong about a message that is right otherwise. */
interface Forgery {
  readonly what: string;
  readonly refusal: (kind: Kind) => readonly [number, Refusal];
  forge(right: Message): Promise<string>;
  /** For messages that have times and an audience only. */
  readonly isTimed?: true;
}

const notAllowed = [400, "algorithm_not_allowed"] as const;
const malformed = [400, "malformed_request"] as const;

const forgeries: readonly Forgery[] = [
  {
    what: "that says it needs no signature, and has one",
    refusal: () => notAllowed,
    forge: (right) => serialised(withHeader(right, { alg: "none" })),
  },
  {
    what: "that needs no signature and has none",
    refusal: () => malformed,
    forge: (right) =>
      serialised({ ...withHeader(right, { alg: "none" }), sign: async () => new Uint8Array() }),
  },
  {
    what: "under an HMAC with the public key as its secret",
    refusal: () => notAllowed,
    forge: (right) => serialised({ ...withHeader(right, { alg: "HS256" }), sign: hmacOf(right) }),
  },
  {
    what: "that names the other family of keys",
    refusal: ({ unfit }) => unfit,
    forge: (right) =>
      serialised(withHeader(right, { alg: algorithmOf(right) === "RS256" ? "ES256" : "RS256" })),
  },
  {
    what: "that names the other curve, signed on it",
    refusal: ({ unfit }) => unfit,
    forge: async (right) => serialised({ ...withHeader(right, { alg: "ES384" }), sign: onP384() }),
  },
  {
    what: "signed with another key",
    refusal: ({ notTheirs }) => notTheirs,
    forge: async (right) => serialised({ ...right, sign: await strangersSignature(right) }),
  },
  {
    what: "with another content under the signature",
    refusal: ({ notTheirs }) => notTheirs,
    forge: (right) => withPayload(right, { ...right.claims, ...changed(right.claims) }),
  },
  {
    what: "that has its own key looked up somewhere",
    refusal: () => malformed,
    forge: (right) => serialised(withHeader(right, { jku: "https://keys.attacker.example/jwks.json" })),
  },
  {
    what: "with something in its header that has to be understood and isn't",
    refusal: () => malformed,
    forge: (right) => serialised(withHeader(right, { crit: ["https://attacker.example/v2"] })),
  },
  {
    what: "with two algorithms in its header, both the right one",
    refusal: () => malformed,
    forge: (right) => signedTexts(right, [withFirstTwice(right.header), JSON.stringify(right.claims)]),
  },
  {
    what: "that says one thing twice",
    refusal: () => malformed,
    forge: (right) => signedTexts(right, [JSON.stringify(right.header), withFirstTwice(right.claims)]),
  },
  {
    what: "with another spelling of the same signature",
    refusal: () => malformed,
    forge: async (right) => respelled(await serialised(right)),
  },
  {
    what: "of another type",
    refusal: () => [400, "message_type_wrong"],
    forge: (right) => serialised(withHeader(right, { typ: "JWT" })),
  },
  {
    what: "for another service",
    refusal: () => [401, "audience_wrong"],
    forge: (right) => serialised(withClaims(right, { aud: "https://service.attacker.example" })),
    isTimed: true,
  },
  {
    what: "that has expired",
    refusal: () => [401, "proof_expired"],
    forge: (right) => serialised(withClaims(right, { iat: inSeconds(-400), exp: inSeconds(-120) })),
    isTimed: true,
  },
  {
    what: "that isn't valid yet",
    refusal: () => [401, "proof_not_yet_valid"],
    forge: (right) => serialised(withClaims(right, { iat: inSeconds(120), exp: inSeconds(400) })),
    isTimed: true,
  },
  {
    what: "that lives for a day",
    refusal: () => [400, "proof_lifetime_too_long"],
    forge: (right) => serialised(withClaims(right, { exp: inSeconds(86_400) })),
    isTimed: true,
  },
];

/** Every forgery of every kind of message. */
export function forgeriesOf(kinds: readonly Kind[]): readonly Attack[] {
  return kinds.flatMap((kind) =>
    forgeries
      .filter(({ isTimed }) => !(isTimed && kind.isTimeless))
      .map(({ what, refusal, forge }) =>
        attack(`${kind.what} ${what}`, refusal(kind), async (cast) => {
          return kind.send(cast, await forge(kind.right(cast)));
        }),
      ),
  );
}

function algorithmOf({ header }: Message): unknown {
  return Object(header).alg;
}

/** RFC 8725 section 2.1: whoever takes the key that everybody knows for a secret believes everybody. */
function hmacOf({ publicKey }: Message): Message["sign"] {
  const secret = publicKey.export({ type: "spki", format: "pem" });
  return async (bytes) => createHmac("sha256", secret).update(bytes).digest();
}

function onP384(): Message["sign"] {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  return async (bytes) => sign("sha384", bytes, { key, dsaEncoding: "ieee-p1363" });
}

/** A JSON object in which the first member stands twice. */
function withFirstTwice(object: object): string {
  const text = JSON.stringify(object);
  const first = JSON.stringify(Object.fromEntries(Object.entries(object).slice(0, 1)));
  return `${first.slice(0, -1)},${text.slice(1)}`;
}

/** RFC 4648 section 3.5: the last letter's spare bits, which a lenient reader drops. Signatures of 64 or 256 bytes leave four. */
function respelled(jws: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return `${jws.slice(0, -1)}${letters[letters.indexOf(jws.slice(-1)) + 1]}`;
}

/** Made once: it takes the better part of a second. */
const { privateKey: strangersRsaKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

async function strangersSignature(message: Message): Promise<Message["sign"]> {
  if (algorithmOf(message) !== "RS256") return (await createDeviceKey()).sign;
  return async (bytes) => sign("sha256", bytes, strangersRsaKey);
}

/** Something else that is well-formed, so that nothing but the signature speaks against it. */
function changed(claims: object): object {
  const { jti, seq } = Object(claims);
  return typeof jti === "string" ? { jti: [...jti].toReversed().join("") } : { seq: Number(seq) + 1 };
}
