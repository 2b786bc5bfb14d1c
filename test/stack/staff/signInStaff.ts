import { z } from "zod";
import { type AuthAddresses, post } from "./authEmulator.ts";

const Session = z.object({ idToken: z.string() });
const Pending = z.object({
  mfaPendingCredential: z.string(),
  mfaInfo: z.tuple([z.object({ mfaEnrollmentId: z.string() })]),
});
const Started = z.object({ phoneResponseInfo: z.object({ sessionInfo: z.string() }) });
const Codes = z.object({
  verificationCodes: z.array(z.object({ sessionInfo: z.string(), code: z.string() })),
});

/** A sign-in that waits for a second factor, and for which. */
interface PendingFactor {
  readonly mfaPendingCredential: string;
  readonly mfaEnrollmentId: string;
}

/** Signs in with the password and, where the account has one, the second factor; gives a fresh ID token. */
export async function signInStaff(
  addresses: AuthAddresses,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const credentials = { email, password, returnSecureToken: true };
  const answer = await post(addresses, "v1/accounts:signInWithPassword", credentials);
  const pending = Pending.safeParse(answer);
  if (!pending.success) return Session.parse(answer).idToken;
  const { mfaPendingCredential, mfaInfo } = pending.data;
  const [{ mfaEnrollmentId }] = mfaInfo;
  const passed = await passPhoneFactor(addresses, { mfaPendingCredential, mfaEnrollmentId });
  return Session.parse(passed).idToken;
}

/** Ends a sign-in that waits for its second factor, with the code that the emulator would have sent to the telephone. */
export async function passPhoneFactor(
  addresses: AuthAddresses,
  { mfaPendingCredential, mfaEnrollmentId }: PendingFactor,
): Promise<unknown> {
  const asked = { mfaPendingCredential, mfaEnrollmentId, phoneSignInInfo: {} };
  const { sessionInfo } = Started.parse(
    await post(addresses, "v2/accounts/mfaSignIn:start", asked),
  ).phoneResponseInfo;
  const phoneVerificationInfo = { sessionInfo, code: await readCode(addresses, sessionInfo) };
  const told = { mfaPendingCredential, phoneVerificationInfo };
  return post(addresses, "v2/accounts/mfaSignIn:finalize", told);
}

/** The code that the emulator would have sent to the telephone. */
export async function readCode({ authHost, projectId }: AuthAddresses, sessionInfo: string): Promise<string> {
  const response = await fetch(`http://${authHost}/emulator/v1/projects/${projectId}/verificationCodes`);
  const { verificationCodes } = Codes.parse(await response.json());
  const sent = verificationCodes.find((one) => one.sessionInfo === sessionInfo);
  if (!sent) throw new Error("the Auth emulator sent no code");
  return sent.code;
}
