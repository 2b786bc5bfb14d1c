import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { certificateKinds } from "../../../functions/src/domain/certificate.ts";
import { compactJws, freshClaims } from "./compactJws.ts";
import type { Hardware } from "./hardware.ts";

/** Which certificates to revoke on the phone, why, and with which one's key to say so. */
export const OnDeviceOrder = z.strictObject({
  certificates: z.union([z.literal("all"), z.array(z.string())]).default("all"),
  cause: z.string().default("stoppedUsing"),
  signWith: z.enum(certificateKinds).default("signing"),
  /** Send the last application again, unchanged, whatever else is said here. */
  repeat: z.boolean().default(false),
});
export type OnDeviceOrder = z.output<typeof OnDeviceOrder>;

/** An application for revocation as the secure element signs it, after the holder has entered the PIN. */
export function signOnDeviceRevocation(
  { addresses, secureElement, pin }: Hardware,
  { certificates, cause, signWith }: OnDeviceOrder,
): Promise<string> {
  const x5c = secureElement.chainOf(signWith);
  const header = { alg: "ES256", typ: messageTypes.onDeviceRevocation, x5c };
  const claims = { ...freshClaims(addresses.hostingUrl), certificates, cause };
  return compactJws(header, claims, (bytes) => secureElement.sign(signWith, pin, bytes));
}
