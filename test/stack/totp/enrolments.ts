import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import type { AuthAddresses } from "../staff/authEmulator.ts";
import { readCode } from "../staff/signInStaff.ts";
import { ownAnswer, type Relayed, refusal } from "./relay.ts";
import { isTotp, toBase32 } from "./totp.ts";

/** `accounts.mfaEnrollment.start` and `.finalize` of Identity Platform (v2), as far as they are about apps. */
const Start = z.object({ idToken: z.string(), totpEnrollmentInfo: z.object({}) });
const Finalize = z.object({
  idToken: z.string(),
  displayName: z.string().optional(),
  totpVerificationInfo: z.object({ sessionInfo: z.string(), verificationCode: z.string() }),
});
const Started = z.object({ phoneSessionInfo: z.object({ sessionInfo: z.string() }) });
const Finalized = z.looseObject({ idToken: z.string() });
const Claims = z.object({ firebase: z.object({ second_factor_identifier: z.string() }) });

/** Milliseconds that a secret may wait for its first code. */
const patience = 5 * 60_000;

/**
 * Apps that are enrolled as the second factor. To the emulator each is a telephone that nobody else has, so that the emulator itself
 * judges the ID token, the verified address and what the account has already.
 */
export class Enrolments {
  readonly #addresses: AuthAddresses;
  readonly #begun = new Map<string, { readonly secret: string; readonly until: number }>();
  readonly #secrets = new Map<string, string>();

  constructor(addresses: AuthAddresses) {
    this.#addresses = addresses;
  }

  /** The secret of an app that was enrolled here. */
  secretOf(mfaEnrollmentId: string): string | undefined {
    return this.#secrets.get(mfaEnrollmentId);
  }

  /** Answers what is about enrolling an app; nothing to anything else. */
  async answer(path: string, body: string): Promise<Relayed | undefined> {
    if (path.includes("mfaEnrollment:start")) {
      const { data } = Start.safeParse(JSON.parse(body));
      return data && this.#start(data);
    }
    if (!path.includes("mfaEnrollment:finalize")) return undefined;
    const { data } = Finalize.safeParse(JSON.parse(body));
    return data && this.#finalize(data);
  }

  async #start({ idToken }: z.output<typeof Start>): Promise<Relayed> {
    const phoneNumber = `+8170${randomInt(10_000_000, 99_999_999)}`;
    const asked = await this.#ask("start", { idToken, phoneEnrollmentInfo: { phoneNumber } });
    if ("refused" in asked) return asked.refused;
    const { sessionInfo } = Started.parse(asked.answer).phoneSessionInfo;
    const [secret, until] = [toBase32(randomBytes(20)), Date.now() + patience];
    this.#begun.set(sessionInfo, { secret, until });
    return ownAnswer({
      totpSessionInfo: {
        sharedSecretKey: secret,
        verificationCodeLength: 6,
        hashingAlgorithm: "SHA1",
        periodSec: 30,
        sessionInfo,
        finalizeEnrollmentTime: new Date(until).toISOString(),
      },
    });
  }

  async #finalize(told: z.output<typeof Finalize>): Promise<Relayed> {
    const { sessionInfo, verificationCode } = told.totpVerificationInfo;
    const begun = this.#begun.get(sessionInfo);
    if (!begun) return refusal("INVALID_SESSION_INFO");
    if (Date.now() > begun.until) return refusal("SESSION_EXPIRED");
    if (!isTotp(verificationCode, Date.now(), begun.secret)) return refusal("INVALID_CODE");
    const { idToken, displayName } = told;
    const phoneVerificationInfo = { sessionInfo, code: await readCode(this.#addresses, sessionInfo) };
    const asked = await this.#ask("finalize", { idToken, displayName, phoneVerificationInfo });
    if ("refused" in asked) return asked.refused;
    const tokens = Finalized.parse(asked.answer);
    this.#secrets.set(factorIn(tokens.idToken), begun.secret);
    this.#begun.delete(sessionInfo);
    return ownAnswer({ ...tokens, totpAuthInfo: {} });
  }

  async #ask(verb: "start" | "finalize", body: object): Promise<{ answer: unknown } | { refused: Relayed }> {
    const path = `identitytoolkit.googleapis.com/v2/accounts/mfaEnrollment:${verb}?key=local`;
    const response = await fetch(`http://${this.#addresses.authHost}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { answer: await response.json() };
    const { error } = z.object({ error: z.object({ message: z.string() }) }).parse(await response.json());
    return { refused: refusal(error.message) };
  }
}

/** Which factor an ID token was got with. */
function factorIn(idToken: string): string {
  const claims = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString();
  return Claims.parse(JSON.parse(claims)).firebase.second_factor_identifier;
}
