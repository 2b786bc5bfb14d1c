import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { messageTypes } from "../../functions/src/contract/jws.ts";
import { RegisteredDevice } from "../../functions/src/contract/registerDevice.ts";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import { WipeCommand } from "../../functions/src/contract/wipeCommand.ts";
import { x5cOf } from "../scenario/wrong/forge.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { Card } from "../stack/authorities/cards.ts";
import { signBytes } from "../stack/phones/cardSigner.ts";
import { compactJws, freshClaims } from "../stack/phones/compactJws.ts";
import { unsignedAppCheck } from "../stack/phones/firebaseClient.ts";
import { openSession, postJson, signRevocation } from "../stack/phones/holder.ts";
import { planted } from "./markers.ts";
import { registerFuzzPartners } from "./partners.ts";
import { type Signers, signersOf } from "./signers.ts";
import { createTestPhone, registrationOf, type TestPhone } from "./testPhone.ts";

/** Whom the requests come from, and what of theirs must never show besides what is planted. */
export interface Cast {
  readonly signers: Signers;
  /** What a signed-in holder's app sends with every call. */
  readonly headers: Readonly<Record<"authorization" | "x-firebase-appcheck", string>>;
  readonly revocationId: string;
  readonly secrets: readonly string[];
}

/** The command that a revoked phone fetches. */
export type Command = z.output<typeof WipeCommand>;

/**
 * A holder with a card and two phones: one enrolled, one revoked that has fetched its command. So that requests that are
 * right get all the way through, and those that are wrong in one place nearly so.
 */
export async function assembleCast(addresses: StackAddresses): Promise<Cast> {
  const { hostingUrl, authorities, projectId } = addresses;
  const subject = `CN=${planted} Hanako, C=JP`;
  const { body } = await postJson(`${authorities.url}/cards`, { algorithm: "ES256", subject });
  const card = Card.parse(body);
  const { holderId, customToken } = await openSession(card, addresses);
  const idToken = await signIn(customToken, addresses);
  const headers = {
    authorization: `Bearer ${idToken}`,
    "x-firebase-appcheck": unsignedAppCheck(projectId).token,
  };
  const call = (name: string, data: unknown) =>
    callFunction(`${addresses.functionsUrl}/${name}`, data, headers);
  const enrol = async (): Promise<{ phone: TestPhone; deviceId: string }> => {
    const phone = await createTestPhone(authorities.url, card.serial);
    const registration = await registrationOf(phone, { audience: hostingUrl, holderId });
    return { phone, deviceId: RegisteredDevice.parse(await call("registerDevice", registration)).deviceId };
  };
  const [old, current] = [await enrol(), await enrol()];
  const order = { devices: [old.deviceId], cause: "stoppedUsing" };
  const application = await signRevocation(card, hostingUrl, order);
  const revoked = await postJson(`${hostingUrl}/v1/revocations`, { application });
  const { revocationId } = RevocationView.parse(revoked.body);
  const command = await fetchCommand(old, { audience: hostingUrl, call });
  const leaves = [x5cOf(card), ...[old, current].map(({ phone }) => phone.certificates.signing.x5c)];
  const serials = leaves.map(([leaf = ""]) => new X509Certificate(Buffer.from(leaf, "base64")).serialNumber);
  return {
    signers: signersOf({
      addresses,
      holderId,
      command,
      card: { header: { alg: card.algorithm, x5c: x5cOf(card) }, sign: signBytes(card) },
      old,
      current: current.phone,
      partners: await registerFuzzPartners(addresses),
    }),
    headers,
    revocationId,
    secrets: [...serials, ...serials.map((one) => one.toLowerCase()), customToken, idToken, application],
  };
}

async function signIn(token: string, { authHost }: StackAddresses): Promise<string> {
  const url = `http://${authHost}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=local`;
  const { body } = await postJson(url, { token, returnSecureToken: true });
  return z.object({ idToken: z.string() }).parse(body).idToken;
}

async function callFunction(url: string, data: unknown, more: Record<string, string>): Promise<unknown> {
  const headers = { "content-type": "application/json", ...more };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ data }) });
  const answer: unknown = await response.json();
  return z.object({ result: z.unknown() }).parse(answer).result;
}

async function fetchCommand(
  { phone, deviceId }: { phone: TestPhone; deviceId: string },
  { audience, call }: { audience: string; call: (name: string, data: unknown) => Promise<unknown> },
): Promise<Command> {
  const header = { alg: "ES256", typ: messageTypes.commandRequest };
  const claims = { ...freshClaims(audience), sub: deviceId };
  const request = await compactJws(header, claims, phone.deviceKey.sign);
  const { commands } = z
    .object({ commands: z.tuple([z.string()]) })
    .parse(await call("fetchCommands", { request }));
  const payload = Buffer.from(commands[0].split(".")[1] ?? "", "base64url").toString();
  return WipeCommand.parse(JSON.parse(payload));
}
