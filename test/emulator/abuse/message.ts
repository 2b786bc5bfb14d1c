import type { KeyObject } from "node:crypto";
import { compactJws, type SignBytes } from "../../stack/phones/compactJws.ts";

/** A message that would be taken as it is: its parts, for an attack to change one of them. */
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
