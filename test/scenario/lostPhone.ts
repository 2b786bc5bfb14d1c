import { z } from "zod";
import type { HoldView } from "../../functions/src/contract/hold.ts";
import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, revokeFromPc } from "./onePhone.ts";

const Certificate = z.object({ state: z.string(), summary: z.string() });

/** The kinds and states that a hold is answered with, the signing certificate first. */
export function statesOf({ certificates }: HoldView): readonly string[] {
  return certificates.map(({ kind, state }) => `${kind} ${state}`).toSorted((a, b) => (a < b ? 1 : -1));
}

/** A phone is lost: the call centre holds at once, the holder revokes by card later, and the phone erases when it is back. */
export const lostPhone: Scenario = {
  name: "lost-phone",
  title:
    "a phone is lost; the call centre puts it on hold, the card revokes it, and it erases when it is back",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolOnePhone(stack, "Lost Phone 2");
    const { phones, console, holder, enrolled } = cast;
    await phones.flip(enrolled.phone, { online: false });
    const agent = await phones.newAgent();
    const held = await phones.hold(agent, { holder });
    insistAlike(
      "the hold",
      [held.state, ...statesOf(held)],
      ["open", "signing onHold", "authentication onHold"],
    );
    insistAlike("the wipes of a phone on hold", await wipesOf(cast), []);
    say(
      "the holder calls; an agent finds them by the card in the CA's records, and both certificates are on hold",
    );
    const { summary } = await console.fields(`holds/${held.holdId}`, Certificate);
    say(`an admin reads: ${summary}`);
    const device = await revokeFromPc(cast, "lost");
    say("in the evening the holder revokes with the card, from a PC: from hold, for good");
    await phones.flip(enrolled.phone, { online: true });
    const { wipe, certificates } = await awaitConfirmed(console, device);
    insistErased(await phones.view(enrolled.phone));
    insist(
      "both are revoked",
      certificates.every(({ state }) => state === "revoked"),
      certificates,
    );
    say(`the phone is switched on somewhere, and erases: ${wipe.summary}`);
  },
};

async function wipesOf({ console, enrolled }: Awaited<ReturnType<typeof enrolOnePhone>>) {
  const wipes = await console.list("wipes");
  return wipes.filter(({ fields }) => fields.deviceId === enrolled.deviceId);
}
