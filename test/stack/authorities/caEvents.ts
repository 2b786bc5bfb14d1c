import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { caEventKinds } from "../../../functions/src/domain/caEvent.ts";
import type { JsonAnswer } from "../json.ts";
import type { PartnerKey } from "../partnerKey.ts";
import { postJson } from "../phones/holder.ts";
import { certificateNameOf } from "../staff/certificateName.ts";

const Serial = z.string().min(1);

/** `POST /events`: what the card CA should tell the service; the same `jti` again is the same event again. */
export const NewCaEvent = z.strictObject({
  event: z.enum(caEventKinds),
  serial: Serial,
  newSerial: Serial.optional(),
  jti: z.string().min(16).max(128).optional(),
  occurredAt: z.int().optional(),
});

/** Signs an event, sends it, and answers what the service said to it. `certificates` finds a card's PEM by its serial. */
export async function tellEvent(
  { event, serial, newSerial, jti, occurredAt }: z.output<typeof NewCaEvent>,
  to: { key: PartnerKey; service: string; certificates: ReadonlyMap<string, string> },
): Promise<JsonAnswer> {
  const [card, newCard] = [serial, newSerial].map((one) => to.certificates.get(one ?? ""));
  if (card === undefined || (newSerial !== undefined && newCard === undefined))
    return { status: 404, body: { error: "no card with this serial was issued" } };
  const said = {
    event,
    card: certificateNameOf(card),
    ...(newCard === undefined ? {} : { newCard: certificateNameOf(newCard) }),
    occurredAt: occurredAt ?? Math.floor(Date.now() / 1000),
    ...(jti === undefined ? {} : { jti }),
  };
  const jws = await to.key.sign(messageTypes.caEvent, said);
  return { body: await postJson(`${to.service}/v1/ca-events`, { event: jws }) };
}
