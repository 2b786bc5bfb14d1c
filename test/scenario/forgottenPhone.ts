import { z } from "zod";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { awaitMail, mailsTo } from "./outbox.ts";
import { awaitShown, enrolTwoPhones, moveToNew, type TwoPhones } from "./twoPhones.ts";

const notErased = "The erasure is not done yet";
const whatToDo = "Open the app on the phone once.";

/** An old phone lies in a drawer. Its holder is nudged by whichever channel works, does it at last, and hears no more of it. */
export const forgottenPhone: Scenario = {
  name: "forgotten-phone",
  title: "an old phone lies forgotten in a drawer; its holder is nudged until it is switched on and erases",
  play: async (stack) => {
    const { say, addresses } = stack;
    const cast = await enrolTwoPhones(stack, ["Forgotten Phone 1", "Everyday Phone 6"]);
    const { phones, console, old, fresh } = cast;
    const address = `${fresh.phone}@example.jp`;
    await confirmAddress(cast, address, stack);
    await phones.flip(old.phone, { online: false });
    const device = await moveToNew(cast);
    const { wipeId } = device.erasure;
    say("the holder moved to a new phone; the old one lies in a drawer, switched off");
    const first = await awaitShown(cast, notErased);
    insist("the new phone says what to do", first.includes(whatToDo), first);
    insistAlike("mails about it", (await mailsTo(addresses, address)).map(subjectOf).filter(isNudge), []);
    say(`a day later by the sped-up clock the new phone shows: "${first}"`);
    await phones.flip(fresh.phone, { appRemoved: true });
    const second = await awaitMail(addresses, address, notErased);
    insist("the mail says what to do", second.text.includes(whatToDo), second);
    say("the app is gone from the new phone, so the next reminder comes by mail instead");
    await phones.flip(old.phone, { online: true });
    const { wipe } = await awaitConfirmed(console, device);
    insistErased(await phones.view(old.phone));
    await awaitMail(addresses, address, "The erasure is confirmed");
    say(`the holder switches the old phone on, and it erases: ${wipe.summary}`);
    await insistOver(cast, wipeId, stack);
  },
};

/** The address is used once the code that came there was given back. */
async function confirmAddress(
  { phones, fresh }: TwoPhones,
  address: string,
  { addresses, say }: ScenarioStack,
): Promise<void> {
  await phones.setContact(fresh.phone, { email: address });
  const { text } = await awaitMail(addresses, address, "Code to confirm your address");
  const [code = ""] = /\d{6}/.exec(text) ?? [];
  await phones.confirmContact(fresh.phone, { channel: "email", code });
  say("their new phone gave the service an address for mail, and the code that came there");
}

const Clock = z.object({ remindAt: z.unknown().optional(), reminders: z.int() });

/** Nothing more is planned, and no reminder that was made is left to be sent. */
async function insistOver({ console }: TwoPhones, wipeId: string, { say }: ScenarioStack): Promise<void> {
  const clock = await console.fields(`wipes/${wipeId}`, Clock);
  insistAlike("when the holder is reminded next", clock.remindAt, undefined);
  const made = await awaitUntil("no reminder is due any more", {
    look: async () =>
      (await console.list("reminders")).filter(({ fields }) => fields.subject === `wipes/${wipeId}`),
    isThere: (reminders) => reminders.every(({ fields }) => fields.state !== "due"),
  });
  const sent = made.filter(({ fields }) => fields.state === "sent").map(({ fields }) => fields.channel);
  // A slow machine may take long enough for one more to come due.
  insistAlike("the channels of the reminders", [...new Set(sent)].toSorted(), ["email", "push"]);
  say(`with that the reminders are over: ${sent.length}, by push and then by mail, and none is planned`);
}

function subjectOf({ subject }: { subject: string }): string {
  return subject;
}

function isNudge(subject: string): boolean {
  return subject === notErased;
}
