import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { OpenedSession } from "../../../functions/src/contract/session.ts";
import { Card } from "../authorities/cards.ts";
import { signWithCard } from "./cardSigner.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";

/** A simulated person with a card. */
export interface Holder {
  readonly id: string;
  readonly card: Card;
}

/** The service's answer as it came, for whoever wants to look at it. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Gets a new person a card from the card CA. */
export async function createHolder(id: string, addresses: PhoneAddresses, request: unknown): Promise<Holder> {
  const url = `${addresses.authorities.url}/cards`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(request ?? {}) });
  const answer: unknown = await response.json();
  if (response.status === 201) return { id, card: Card.parse(answer) };
  throw new Error(`the card CA answered ${response.status}: ${JSON.stringify(answer)}`);
}

/** Signs in with the card at `POST /v1/sessions` and gives the service's answer, whatever it is. */
export async function applyForSession(card: Card, { hostingUrl }: PhoneAddresses): Promise<ServiceAnswer> {
  const typ = messageTypes.sessionApplication;
  const application = await signWithCard(card, { typ, audience: hostingUrl, claims: {} });
  return postJson(`${hostingUrl}/v1/sessions`, { application });
}

/** A session that was opened. Throws with the service's answer when it wasn't. */
export async function openSession(
  card: Card,
  addresses: PhoneAddresses,
): Promise<z.infer<typeof OpenedSession>> {
  const { status, body } = await applyForSession(card, addresses);
  if (status === 201) return OpenedSession.parse(body);
  throw new Error(`no session: the service answered ${status} ${JSON.stringify(body)}`);
}

/** Which devices to revoke, and what happened. */
export const RevocationOrder = z.strictObject({
  devices: z.union([z.literal("all"), z.array(z.string())]),
  cause: z.string(),
});

/** An application for revocation, signed with the card. */
export function signRevocation(
  card: Card,
  hostingUrl: string,
  order: z.infer<typeof RevocationOrder>,
): Promise<string> {
  const typ = messageTypes.revocationApplication;
  return signWithCard(card, { typ, audience: hostingUrl, claims: order });
}

/** Releases whatever of this card's holder is on hold, from a PC, and gives the service's answer. */
export async function applyForRelease(card: Card, { hostingUrl }: PhoneAddresses): Promise<ServiceAnswer> {
  const typ = messageTypes.releaseApplication;
  const application = await signWithCard(card, { typ, audience: hostingUrl, claims: {} });
  return postJson(`${hostingUrl}/v1/holds/mine/release`, { application });
}

/** Posts JSON and gives the answer as it came. Throws without a network. */
export async function postJson(
  url: string,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<ServiceAnswer> {
  const headers = { "content-type": "application/json", ...more };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: parseOr(text) };
}

/** Gets JSON, likewise. */
export async function getJson(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<ServiceAnswer> {
  const response = await fetch(url, { headers });
  return { status: response.status, body: parseOr(await response.text()) };
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
