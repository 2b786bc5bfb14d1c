import { z } from "zod";
import type { CaEventKind } from "../../functions/src/domain/caEvent.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { postJson } from "../stack/phones/holder.ts";
import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, type OnePhone } from "./onePhone.ts";

const Answer = z.object({ status: z.int(), body: z.unknown() });
const Device = z.object({ wipeId: z.string(), certificateIds: z.array(z.string()), state: z.string() });
const Revoked = z.object({
  state: z.string(),
  revocation: z.object({ cause: z.string(), reason: z.string(), channel: z.string() }),
});

/** The holder does nothing: the CA tells that the card was revoked, and what hangs on it is taken off the phone. */
export const cardRevoked: Scenario = {
  name: "card-revoked",
  title: "the CA reports the card revoked; its phone's certificates are revoked and erased",
  play: async (stack) => {
    const { addresses, say } = stack;
    const cast = await enrolOnePhone(stack, "Left Behind 8");
    const { phones, holder, enrolled } = cast;
    const { serial } = await phones.cardOf(holder);
    const occurredAt = Math.floor(Date.now() / 1000);
    const event = { event: "cardRevoked", serial, occurredAt, jti: `event-of-${serial}` } as const;
    const taken = { status: 202, body: { taken: true } };
    insistAlike("the answer to the CA", await tell(addresses, event), taken);
    say("the card CA told, signed with its registered key, that the card was revoked");
    const device = await revokedDevice(cast);
    const record = await awaitConfirmed(cast.console, device);
    insistErased(await phones.view(enrolled.phone));
    say("the phone was told, erased, and signed that it did. In the Firestore console:");
    for (const { summary } of [record.wipe, ...record.certificates, record.device]) say(`  ${summary}`);
    const before = await cast.console.read(`wipes/${device.erasure.wipeId}`);
    insistAlike("the answer to the same event again", await tell(addresses, event), taken);
    insistAlike("the wipe after it", await cast.console.read(`wipes/${device.erasure.wipeId}`), before);
    const session = await postJson(`${addresses.phones.url}/holders/${holder}/sessions`, {});
    const { status, body } = Answer.parse(session.body);
    insist(
      "the card no longer signs in",
      status === 403 && Object(body).code === "card_revoked",
      session.body,
    );
    say("the same event again changed nothing; the card no longer signs in");
  },
};

async function tell(
  { authorities }: StackAddresses,
  event: { event: CaEventKind; serial: string; occurredAt: number; jti: string },
): Promise<z.output<typeof Answer>> {
  return Answer.parse((await postJson(`${authorities.url}/events`, event)).body);
}

/** The device as the answer to an application would have it; the CA gets to see none of this. */
async function revokedDevice({ console, enrolled }: OnePhone) {
  const deviceId = enrolled.deviceId ?? "";
  const device = await console.fields(`devices/${deviceId}`, Device);
  insistAlike("the device's state", device.state, "retired");
  const certificates = await Promise.all(
    device.certificateIds.map((id) => console.fields(`certificates/${id}`, Revoked)),
  );
  const revocation = { cause: "cardRevoked", reason: "cessationOfOperation", channel: "ca" };
  insistAlike("its certificates", certificates, [
    { state: "revoked", revocation },
    { state: "revoked", revocation },
  ]);
  return {
    deviceId,
    erasure: { wipeId: device.wipeId },
    certificates: device.certificateIds.map((certificateId) => ({ certificateId })),
  };
}
