import { z } from "zod";
import type { AuthAddresses } from "../staff/authEmulator.ts";
import { passPhoneFactor } from "../staff/signInStaff.ts";
import { ownAnswer, type Relayed, refusal } from "./relay.ts";
import { isTotp } from "./totp.ts";

const Factors = z.looseObject({
  mfaPendingCredential: z.string(),
  mfaInfo: z.array(z.looseObject({ mfaEnrollmentId: z.string() })),
});
const Finalize = z.object({
  mfaPendingCredential: z.string(),
  mfaEnrollmentId: z.string(),
  totpVerificationInfo: z.object({ verificationCode: z.string() }),
});

/** A sign-in that asks for a telephone, as one that asks for an app; any other answer as it is. */
export function showAsApps(relayed: Relayed): Relayed {
  const { data } = Factors.safeParse(JSON.parse(relayed.text));
  if (!data) return relayed;
  const mfaInfo = data.mfaInfo.map(({ mfaEnrollmentId }) => ({ mfaEnrollmentId, totpInfo: {} }));
  return { ...relayed, text: JSON.stringify({ ...data, mfaInfo }) };
}

/** Ends a sign-in with an app's code; nothing where the request isn't about an app. */
export async function signInWithApp(
  addresses: AuthAddresses,
  { body, secretOf }: { body: string; secretOf: (mfaEnrollmentId: string) => string | undefined },
): Promise<Relayed | undefined> {
  const { data: asked } = Finalize.safeParse(JSON.parse(body));
  if (!asked) return undefined;
  const { verificationCode } = asked.totpVerificationInfo;
  if (!isTotp(verificationCode, Date.now(), secretOf(asked.mfaEnrollmentId))) return refusal("INVALID_CODE");
  return ownAnswer(await passPhoneFactor(addresses, asked));
}
