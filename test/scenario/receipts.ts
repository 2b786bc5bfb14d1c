import { createLocalJWKSet, jwtVerify } from "jose";
import type { z } from "zod";
import { KeySet } from "../../functions/src/contract/keys.ts";
import type { Receipt } from "../../functions/src/contract/receipt.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { insist } from "./insist.ts";

/** Verifies a receipt as a stranger would, with the keys that the service publishes; answers what it says. */
export async function insistGenuine(
  { hostingUrl }: StackAddresses,
  receipt: z.infer<typeof Receipt> | undefined,
  typ: "revocation-receipt+jwt" | "erasure-receipt+jwt",
): Promise<unknown> {
  if (!receipt) throw new Error(`Expected a ${typ}. Seen instead: none`);
  const published: unknown = await (await fetch(`${hostingUrl}/.well-known/jwks.json`)).json();
  const options = { typ, issuer: hostingUrl, algorithms: ["ES256"] };
  const verified = await jwtVerify(receipt.jws, createLocalJWKSet(KeySet.parse(published)), options);
  const texts = [receipt.ja, receipt.en];
  insist(
    "both texts end with the code",
    texts.every((text) => text.endsWith(receipt.verificationCode)),
    receipt,
  );
  return verified.payload;
}
