import { z } from "zod";
import { faults } from "./fault.ts";
import type { Hierarchy } from "./hierarchy.ts";
import { importPhoneKey } from "./keys.ts";
import { profiles } from "./profiles.ts";

/** `POST /phone-certificates`: the key pair was made inside the secure element, so only the public key is here. */
export const NewPhoneCertificate = z.strictObject({
  publicKey: z.union([
    z.string(),
    z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() }),
  ]),
  kind: z.enum(profiles),
  /** The card on whose strength the certificate is issued; its holder's name goes into a signing certificate. */
  cardSerial: z.string().optional(),
  fault: z.enum(faults).optional(),
});

/** PEM texts; `chain` runs from the issuer upwards, without the root. */
export const PhoneCertificate = z.strictObject({
  serial: z.string(),
  certificate: z.string(),
  chain: z.array(z.string()),
});
export type PhoneCertificate = z.infer<typeof PhoneCertificate>;

/** Issues one; an authentication certificate never names the person, as with the real ones. */
export async function createPhoneCertificate(
  hierarchy: Hierarchy,
  holderName: string,
  { publicKey, kind, fault }: z.output<typeof NewPhoneCertificate>,
): Promise<PhoneCertificate> {
  const { certificate, chain } = await hierarchy.issue({
    subject: kind === "signing" ? holderName : "CN=Phone authentication, O=Katazuke local stack, C=JP",
    publicKey: await importPhoneKey(publicKey),
    profile: kind,
    fault,
  });
  return {
    serial: certificate.serialNumber,
    certificate: certificate.toString("pem"),
    chain: chain.map((one) => one.toString("pem")),
  };
}
