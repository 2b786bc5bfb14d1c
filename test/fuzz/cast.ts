import { randomUUID, X509Certificate } from "node:crypto";
import { z } from "zod";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import { HoldView } from "../../functions/src/contract/hold.ts";
import { RegisteredDevice } from "../../functions/src/contract/registerDevice.ts";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import { WipeCommand } from "../../functions/src/contract/wipeCommand.ts";
import {
  clearanceRequestOf,
  commandRequestOf,
  createBarePhone,
  type Enrolled,
  registrationCall,
} from "../doubles/barePhone.ts";
import { serialised } from "../doubles/message.ts";
import { x5cOf } from "../scenario/wrong/forge.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { Card } from "../stack/authorities/cards.ts";
import { signBytes } from "../stack/phones/cardSigner.ts";
import { unsignedAppCheck } from "../stack/phones/firebaseClient.ts";
import { openSession, postJson, signRevocation } from "../stack/phones/holder.ts";
import { shopIds } from "../stack/shopIds.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";
import { createStaffAccount } from "../stack/staff/staffAccount.ts";
import { planted } from "./markers.ts";
import { registerFuzzPartners } from "./partners.ts";
import { type Signers, signersOf } from "./signers.ts";

/** Whom the requests come from, and what of theirs must never show besides what is planted. */
export interface Cast {
  readonly signers: Signers;
  /** What a signed-in holder's app sends with every call. */
  readonly headers: Readonly<Record<"authorization" | "x-firebase-appcheck", string>>;
  /** What an agent's system sends instead. */
  readonly agentHeaders: Readonly<Record<"authorization", string>>;
  /** What a clerk's page sends. */
  readonly clerkHeaders: Readonly<Record<"authorization", string>>;
  /** What there is, by the names that paths have for it. */
  readonly ids: Readonly<Record<string, string>>;
  /** What is true of the holder, by the names of members that nobody signs. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
  /** Brings somebody new on in the place of one who was used up: a phone revokes itself once. */
  readonly renew: Readonly<Record<"leaving", () => Promise<void>>>;
}

/** The command that a revoked phone fetches. */
export type Command = z.output<typeof WipeCommand>;

/**
 * A holder with a card and phones: two enrolled, one revoked that has fetched its command. So that requests that are
 * right get all the way through, and those that are wrong in one place nearly so.
 */
export async function assembleCast(addresses: StackAddresses): Promise<Cast> {
  const owner = await signUp(addresses);
  const { card, holderId, headers, tokens } = owner;
  const [old, current] = [await enrol(owner, addresses), await enrol(owner, addresses)];
  let { phone: leaving } = await enrol(owner, addresses);
  const order = { devices: [old.deviceId], cause: "stoppedUsing" };
  const application = await signRevocation(card, addresses.hostingUrl, order);
  const revoked = await postJson(`${addresses.hostingUrl}/v1/revocations`, { application });
  const signers = signersOf({
    ...{ addresses, holderId, old, current: current.phone, leaving: () => leaving },
    command: await fetchCommand(old, owner, addresses),
    card: { header: { alg: card.algorithm, x5c: x5cOf(card) }, sign: signBytes(card) },
    partners: await registerFuzzPartners(addresses),
  });
  const agentHeaders = await signInStaff(addresses, "agent");
  const clerkHeaders = await signInStaff(addresses, "clerk");
  const certificates = [certificateNameOf(card.certificate)];
  const hold = { certificates, requestId: randomUUID(), identifiedBy: "callBack" };
  const held = await postJson(`${addresses.hostingUrl}/v1/holds`, hold, agentHeaders);
  const { revocationId } = RevocationView.parse(revoked.body);
  const phone = await serialised(clearanceRequestOf(old, addresses.hostingUrl));
  const check = { requestId: randomUUID(), phone };
  const opened = await postJson(`${addresses.hostingUrl}/v1/clearances`, check, clerkHeaders);
  const { clearanceId } = ClearanceView.parse(opened.body);
  const leaves = [x5cOf(card), ...[old, current].map(({ phone }) => phone.certificates.signing.x5c)];
  const x509s = leaves.map(([leaf = ""]) => new X509Certificate(Buffer.from(leaf, "base64")));
  const serials = x509s.map(({ serialNumber }) => serialNumber);
  return {
    signers,
    headers,
    agentHeaders,
    clerkHeaders,
    ids: { revocationId, holdId: HoldView.parse(held.body).holdId, clearanceId },
    facts: {
      certificates,
      onlyPhoneOf: certificateNameOf(String(x509s.at(-1))),
      deviceId: old.deviceId,
      shown: "490154203237518",
    },
    secrets: [
      ...[old, current].map(({ phone }) => phone.secureElementId),
      ...serials,
      ...serials.map((one) => one.toLowerCase()),
      ...tokens,
      application,
    ],
    renew: {
      leaving: async () => {
        leaving = (await enrol(owner, addresses)).phone;
      },
    },
  };
}

/** A card's holder who is signed in, and what signs them in. */
interface Owner extends Pick<Cast, "headers"> {
  readonly card: Card;
  readonly holderId: string;
  readonly tokens: readonly string[];
}

async function signUp(addresses: StackAddresses): Promise<Owner> {
  const subject = `CN=${planted} Hanako, C=JP`;
  const { body } = await postJson(`${addresses.authorities.url}/cards`, { algorithm: "ES256", subject });
  const card = Card.parse(body);
  const { holderId, customToken } = await openSession(card, addresses);
  const idToken = await signIn(customToken, addresses);
  const appCheck = unsignedAppCheck(addresses.projectId).token;
  const headers = { authorization: `Bearer ${idToken}`, "x-firebase-appcheck": appCheck };
  return { card, holderId, headers, tokens: [customToken, idToken] };
}

async function enrol({ card, holderId, headers }: Owner, addresses: StackAddresses): Promise<Enrolled> {
  const phone = await createBarePhone(addresses.authorities.url, card.serial, { mark: planted });
  const registration = await registrationCall(phone, { audience: addresses.hostingUrl, holderId });
  const answer = await callFunction(`${addresses.functionsUrl}/registerDevice`, registration, headers);
  return { phone, deviceId: RegisteredDevice.parse(answer).deviceId };
}

async function signInStaff(
  addresses: StackAddresses,
  role: "agent" | "clerk",
): Promise<Cast["agentHeaders"]> {
  const account = await createStaffAccount(
    addresses,
    role,
    role === "clerk" ? { shopId: shopIds.usual } : {},
  );
  return { authorization: `Bearer ${await account.signIn()}` };
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
  enrolled: Enrolled,
  { headers }: Owner,
  { hostingUrl, functionsUrl }: StackAddresses,
): Promise<Command> {
  const request = await serialised(commandRequestOf(enrolled, hostingUrl));
  const answer = await callFunction(`${functionsUrl}/fetchCommands`, { request }, headers);
  const { commands } = z.object({ commands: z.tuple([z.string()]) }).parse(answer);
  const payload = Buffer.from(commands[0].split(".")[1] ?? "", "base64url").toString();
  return WipeCommand.parse(JSON.parse(payload));
}
