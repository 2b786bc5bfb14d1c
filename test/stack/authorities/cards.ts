import { z } from "zod";
import { faults } from "./fault.ts";
import type { Hierarchy } from "./hierarchy.ts";
import { generateKeys, type KeyKind, privateKeyPem } from "./keys.ts";
import { madeUpSubject } from "./profiles.ts";

const kindOf = { RS256: "rsa2048", ES256: "p256", ES384: "p384" } as const satisfies Record<string, KeyKind>;

/** `POST /cards`: which key the card holds, whose it is, and what should be wrong with its certificate. */
export const NewCard = z.strictObject({
  algorithm: z.enum(["RS256", "ES256", "ES384"]).default("RS256"),
  subject: z.string().min(4).max(200).optional(),
  fault: z.enum(faults).optional(),
});

/** A card's files. Only a local stack hands out the private key; a real card never lets it go. */
export const Card = z.strictObject({
  card: z.string(),
  serial: z.string(),
  algorithm: z.enum(["RS256", "ES256", "ES384"]),
  subject: z.string(),
  privateKey: z.string(),
  certificate: z.string(),
  /** From the certificate's issuer upwards, without the root. */
  chain: z.array(z.string()),
});
export type Card = z.infer<typeof Card>;

/** Issues card number `number` of this stack. */
export async function createCard(
  hierarchy: Hierarchy,
  number: number,
  { algorithm, subject = madeUpSubject(number), fault }: z.output<typeof NewCard>,
): Promise<Card> {
  const keys = await generateKeys(kindOf[algorithm]);
  const { certificate, chain } = await hierarchy.issue({
    subject,
    publicKey: keys.publicKey,
    profile: "signing",
    fault,
  });
  return {
    card: `card-${number}`,
    serial: certificate.serialNumber,
    algorithm,
    subject,
    privateKey: await privateKeyPem(keys.privateKey),
    certificate: certificate.toString("pem"),
    chain: chain.map((one) => one.toString("pem")),
  };
}
