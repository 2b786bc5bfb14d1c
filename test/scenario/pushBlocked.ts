import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { messagesTo } from "./fcmLog.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, revokeFromPc } from "./onePhone.ts";
import { awaitWipe } from "./wipeRecord.ts";

/** FCM says that it took the message, and the phone never hears of it: so the phone asks (the pull path). */
export const pushBlocked: Scenario = {
  name: "push-blocked",
  title: "push never arrives, though FCM accepts it; the phone asks by itself, and erases",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolOnePhone(stack, "Deaf Phone 5");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { pushBlocked: true });
    const device = await revokeFromPc(cast, "stoppedUsing");
    const sent = await awaitWipe(console, device.erasure.wipeId, {
      until: "FCM has accepted an attempt",
      isThere: ({ state }) => state === "sent",
    });
    const deaf = await phones.view(enrolled.phone);
    insistAlike("what the phone answered", [deaf.unread, deaf.answers, deaf.asks], [0, [], 0]);
    say(`push is blocked on the old phone. An admin reads: ${sent.summary}`);
    await phones.flip(enrolled.phone, { asksEverySeconds: 1 });
    say("the time for the app's periodic work comes: it asks, signed with its device key");
    const { wipe } = await awaitConfirmed(console, device);
    await phones.flip(enrolled.phone, { asksEverySeconds: 1_000_000 });
    const erased = await phones.view(enrolled.phone);
    insistErased(erased);
    insist("the phone asked", erased.asks > 0, erased);
    const messages = await messagesTo(stack.addresses, enrolled);
    insist(
      "no message ever arrived",
      messages.every(({ delivered }) => !delivered),
      messages,
    );
    say(`it got the command for an answer, and erased: ${wipe.summary}`);
  },
};
