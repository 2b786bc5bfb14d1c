import { createPublicKey, type KeyObject } from "node:crypto";
import { compactJws, type SignBytes } from "../stack/phones/compactJws.ts";
import type { DeviceKey } from "../stack/phones/deviceKey.ts";

/** A message that would be taken as it is: its parts, for a test to change one of them. */
export interface Message {
  readonly header: object;
  readonly claims: object;
  readonly sign: SignBytes;
  /** The key that it is verified with, which everybody may know. */
  readonly publicKey: KeyObject;
}

/** The message in compact serialisation, signed by whatever it names. */
export function serialised({ header, claims, sign }: Omit<Message, "publicKey">): Promise<string> {
  return compactJws(header, claims, sign);
}

/** The message with another payload under the signature that was made for the first one. */
export async function withPayload(message: Message, claims: object): Promise<string> {
  const [header, , signature] = (await serialised(message)).split(".");
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}

/** The message with these texts for its header and claims, signed as they stand: for JSON that no writer of JSON writes. */
export async function signedTexts(
  { sign }: Pick<Message, "sign">,
  texts: readonly [header: string, claims: string],
): Promise<string> {
  const input = texts.map((text) => Buffer.from(text).toString("base64url")).join(".");
  return `${input}.${Buffer.from(await sign(Buffer.from(input))).toString("base64url")}`;
}

/** The message with some of its header's members changed, or more of them. */
export function withHeader(message: Message, changes: object): Message {
  return { ...message, header: { ...message.header, ...changes } };
}

/** The message with some of its claims changed, or more of them. */
export function withClaims(message: Message, changes: object): Message {
  return { ...message, claims: { ...message.claims, ...changes } };
}

/** A key's two sides, as a message has them. */
export function keyOf({ publicKey, sign }: DeviceKey): Pick<Message, "sign" | "publicKey"> {
  return { sign, publicKey: createPublicKey({ key: { ...publicKey }, format: "jwk" }) };
}
