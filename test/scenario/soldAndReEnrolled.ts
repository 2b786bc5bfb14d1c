import { z } from "zod";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import type { RevokedDevice } from "./erasure.ts";
import { messagesTo } from "./fcmLog.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, type OnePhone, onChip, revokeFromPc } from "./onePhone.ts";
import { awaitWipe } from "./wipeRecord.ts";

/** A buyer enrols the seller's phone: the seller's wipe has nothing left to erase, and must not touch what is new. */
export const soldAndReEnrolled: Scenario = {
  name: "sold-and-re-enrolled",
  title:
    "the buyer enrols the phone before it erased; the seller's wipe ends, and its late push harms nothing",
  play: async (stack) => {
    const cast = await enrolOnePhone(stack, "Traded Phone 4", true);
    const device = await revokeUnheard(cast, stack);
    const bought = await sell(cast, stack);
    await checkEnd(cast, device, stack);
    await pushLate(cast, bought, stack);
    await checkAudit(cast, device, stack);
  },
};

async function revokeUnheard(cast: OnePhone, { say }: ScenarioStack): Promise<RevokedDevice> {
  await cast.phones.flip(cast.enrolled.phone, { online: false });
  const device = await revokeFromPc(cast, "handedOn");
  await awaitWipe(cast.console, device.erasure.wipeId, {
    until: "FCM has the command",
    isThere: ({ state }) => state === "sent",
  });
  say("the seller revoked while the phone was off: FCM has the command, the phone has not");
  return device;
}

async function sell({ phones, enrolled }: OnePhone, { say }: ScenarioStack): Promise<PhoneView> {
  const buyer = await phones.newHolder();
  const sold = await phones.flip(enrolled.phone, { sold: { to: buyer }, online: true });
  insistAlike("what is still on the chip", onChip(sold), onChip(enrolled));
  say(
    "sold: the app is set up anew for the buyer, and the seller's certificates are still in the secure element",
  );
  const bought = await phones.enrol(enrolled.phone, { proven: true });
  insist(
    "the certificates are others",
    onChip(bought).every((one) => one && !onChip(enrolled).includes(one)),
    bought,
  );
  insistAlike("the generation", bought.generation, 2);
  say(
    "the buyer enrols: the slots are overwritten, and the SEI-TSM vouches for where the new certificates are",
  );
  return bought;
}

async function checkEnd({ console }: OnePhone, device: RevokedDevice, { say }: ScenarioStack): Promise<void> {
  const ended = await awaitWipe(console, device.erasure.wipeId, {
    until: "the seller's wipe has ended",
    isThere: ({ state }) => state === "cancelled",
  });
  insistAlike("evidence and next step", [ended.evidence, ended.nextStep], ["none", undefined]);
  const { summary } = await console.fields(`devices/${device.deviceId}`, z.object({ summary: z.string() }));
  say(`an admin reads: ${ended.summary} ${summary}`);
}

/** The very message that FCM accepted for the seller's app. */
async function pushLate(
  { phones, enrolled }: OnePhone,
  bought: PhoneView,
  { addresses, say }: ScenarioStack,
): Promise<void> {
  const [late] = await messagesTo(addresses, enrolled);
  if (!late) throw new Error("FCM accepted no message for the seller's phone");
  await phones.push(enrolled.phone, late.message.data);
  const after = await awaitUntil("the phone has dealt with it", {
    look: () => phones.view(enrolled.phone),
    isThere: ({ unread, ignored }) => unread === 0 && ignored.length > 0,
  });
  insistAlike("the buyer's certificates", onChip(after), onChip(bought));
  insistAlike("answers and notices", [after.answers, after.notices], [[], []]);
  insistAlike(
    "why it was ignored",
    after.ignored.map(({ reason }) => reason),
    ["it is for another device"],
  );
  say(
    "now the old push arrives, late: it is for another device, and the buyer's certificates stay untouched",
  );
}

async function checkAudit(
  { console }: OnePhone,
  { deviceId, erasure }: RevokedDevice,
  { say }: ScenarioStack,
): Promise<void> {
  const own = (await console.list("audit")).filter((entry) => entry.fields.chain === `devices/${deviceId}`);
  const told = own.toSorted((a, b) => Number(a.fields.sequence) - Number(b.fields.sequence));
  const [overtaken, cancelled] = told.slice(-2).map((entry) => [entry.fields.act, entry.fields.subjects]);
  insistAlike(
    "the end of the seller's audit",
    [overtaken, cancelled],
    [
      ["deviceOvertaken", [`devices/${deviceId}`]],
      ["wipeCancelled", [`wipes/${erasure.wipeId}`]],
    ],
  );
  say("the seller's audit tells that the phone was enrolled anew and the wipe cancelled, and not by whom");
}
