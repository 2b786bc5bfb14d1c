import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { ReportCaEvent } from "../../../functions/src/contract/caEvent.ts";
import { PartnerJwk } from "../../../functions/src/contract/partner.ts";
import { addKey, makePartner } from "../../../functions/src/domain/partner.ts";
import { isRefused } from "../../../functions/src/domain/refusal.ts";
import type { SignedCaEvent } from "../../../functions/src/flow/ports.ts";
import { caEventProofs } from "../../../functions/src/proof/caEventProof.ts";
import { cardProofs } from "../../../functions/src/proof/cardProof.ts";
import { readAnchor } from "../../../functions/src/proof/path/checkPath.ts";
import { crlCache } from "../../../functions/src/proof/path/crlCache.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { signWithCard } from "../phones/cardSigner.ts";
import { postJson } from "../phones/holder.ts";
import type { RunningStandIn } from "../standIn.ts";
import { startAuthorities } from "./authorities.ts";
import { Card } from "./cards.ts";

const Ready = z.object({ url: z.url(), cardCa: z.base64(), keys: z.array(PartnerJwk) });

const taken: SignedCaEvent[] = [];
let cas: RunningStandIn;
let ready: z.infer<typeof Ready>;
let audience: string;
const service = jsonServer({
  "POST /v1/ca-events": async ({ body }) => {
    const read = caEventProofs({ audience, findPartner: async (id) => registered(id) });
    const event = await read(ReportCaEvent.parse(body).event, new Date());
    if (isRefused(event)) return { status: 401, body: event };
    taken.push(event);
    return { status: 202, body: { taken: true } };
  },
});

beforeEach(async () => {
  taken.length = 0;
  audience = `http://127.0.0.1:${await listen(service)}`;
  cas = await startAuthorities({ port: 0, service: audience }, () => {});
  ready = Ready.parse(cas.ready);
});
afterEach(async () => {
  await cas.stop();
  await close(service);
});

function registered(partnerId: string) {
  const made = makePartner({ partnerId, name: "Card CA", kind: "ca", scopes: ["ca:events"] }, new Date());
  const [jwk] = ready.keys;
  const partner = isRefused(made) || !jwk ? made : addKey(made, { jwk, startsAt: new Date(0) }, new Date());
  return isRefused(partner) || partnerId !== "card-ca" ? undefined : partner;
}

async function newCard(): Promise<Card> {
  return Card.parse((await postJson(`${ready.url}/cards`, { algorithm: "ES256" })).body);
}

/** The id under which the service finds this card when it signs something. */
async function cardIdOf(card: Card): Promise<string> {
  const fetchCrl = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());
  const findCrls = crlCache({ fetchCrl, refreshAfter: 0, log: () => {} });
  const anchors = [readAnchor(Buffer.from(ready.cardCa, "base64"))];
  const { readSession } = cardProofs({ audience, anchors, findCrls });
  const application = { typ: "session-application+jwt", audience, claims: {} };
  const read = await readSession(await signWithCard(card, application), new Date());
  return isRefused(read) ? read.refused : read.cardId;
}

test("the card CA's events are believed, and name the card that the service knows by its signature", async () => {
  const [old, fresh] = [await newCard(), await newCard()];
  const order = { event: "cardRenewed", serial: old.serial, newSerial: fresh.serial };
  expect((await postJson(`${ready.url}/events`, order)).body).toMatchObject({ status: 202 });
  expect(taken).toMatchObject([
    { kind: "cardRenewed", cardId: await cardIdOf(old), newCardId: await cardIdOf(fresh) },
  ]);
});

test("the same jti is the same event again", async () => {
  const { serial } = await newCard();
  const [jti, occurredAt] = ["event-number-0001", Math.floor(Date.now() / 1000) - 60];
  const order = { event: "cardRevoked", serial, jti, occurredAt };
  await postJson(`${ready.url}/events`, order);
  await postJson(`${ready.url}/events`, order);
  const [first, again] = taken;
  expect(first?.proof.proofId).toBe(again?.proof.proofId);
  expect(first?.proof.digest).toBe(again?.proof.digest);
  expect(first?.occurredAt).toEqual(new Date(occurredAt * 1000));
});

test("a card that was never issued can't be told of", async () => {
  const order = { event: "cardRevoked", serial: "4a00" };
  expect(await postJson(`${ready.url}/events`, order)).toMatchObject({ status: 404 });
  expect(taken).toEqual([]);
});
