import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { messagesTo } from "./fcmLog.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, revokeFromPc } from "./onePhone.ts";
import { attemptsOf, awaitWipe } from "./wipeRecord.ts";

/** A phone that lies switched off is attempted again and again, and erases when it comes back (課題2). */
export const offlinePhone: Scenario = {
  name: "offline-phone",
  title: "the old phone is switched off; attempts go on until it comes back and erases",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolOnePhone(stack, "Drawer Phone 2");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { online: false });
    const device = await revokeFromPc(cast, "disposed");
    const { wipeId } = device.erasure;
    say("the old phone lies switched off in a drawer when its certificates are revoked");
    const waiting = await awaitWipe(console, wipeId, {
      until: "three attempts have passed",
      isThere: ({ attempts, attemptIsOpen }) => attempts >= 3 && !attemptIsOpen,
    });
    insistAlike("the state and the evidence", [waiting.state, waiting.evidence], ["sent", "none"]);
    const attempts = await attemptsOf(console, wipeId);
    insist(
      "FCM accepted each",
      attempts.every(({ outcome }) => outcome === "accepted"),
      attempts,
    );
    const sent = await messagesTo(stack.addresses, enrolled);
    insist(
      "nothing has arrived",
      sent.every(({ delivered }) => !delivered),
      sent,
    );
    say(
      `${attempts.length} attempts, half an hour and more by the sped-up clock. FCM accepted each, which proves nothing.`,
    );
    say(`an admin reads: ${waiting.summary}`);
    await phones.flip(enrolled.phone, { online: true });
    const { wipe } = await awaitConfirmed(console, device);
    insistErased(await phones.view(enrolled.phone));
    say(`the phone is back; of all messages it got the newest only, and erased: ${wipe.summary}`);
    const arrived = (await messagesTo(stack.addresses, enrolled)).slice(0, sent.length);
    const delivered = arrived.filter((message) => message.delivered);
    insist("at most the newest of those was kept for it", delivered.length <= 1, arrived);
  },
};
