import { z } from "zod";
import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, onChip, revokeFromPc } from "./onePhone.ts";
import { attemptsOf, awaitWipe, type WipeSeen } from "./wipeRecord.ts";

const Device = z.object({ pushTarget: z.object({ state: z.string() }), summary: z.string() });

/** Without the app nobody listens; FCM says so, and the wipe waits for the app to come back. */
export const appRemoved: Scenario = {
  name: "app-removed",
  title: "the app is gone from the old phone; installed anew it registers, and erases at once",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolOnePhone(stack, "Tidy Phone 7");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { appRemoved: true });
    const device = await revokeFromPc(cast, "disposed");
    const { wipeId } = device.erasure;
    // Until the next attempt is a while ahead: then it can be told whether the registration brought one forward.
    const waiting = await awaitWipe(console, wipeId, {
      until: "the next attempt is a while ahead",
      isThere: (wipe) => wipe.attempts >= 2 && !wipe.attemptIsOpen && secondsAhead(wipe) > 10,
    });
    insistAlike(
      "state, evidence, next step",
      [waiting.state, waiting.evidence, waiting.nextStep],
      ["pending", "none", "attempt"],
    );
    const failed = await attemptsOf(console, wipeId);
    insist(
      "FCM knew no such target",
      failed.every(({ outcome }) => outcome === "targetUnregistered"),
      failed,
    );
    const without = await console.fields(`devices/${device.deviceId}`, Device);
    insistAlike("the push target", without.pushTarget.state, "suspect");
    say(
      "the app was removed before: FCM answers UNREGISTERED, which makes the push target suspect, not dead yet",
    );
    say(`an admin reads: ${waiting.summary} ${without.summary}`);
    insistAlike("what is on the chip", onChip(await phones.view(enrolled.phone)), onChip(enrolled));
    await phones.flip(enrolled.phone, { appRemoved: false });
    const again = await phones.enrol(enrolled.phone);
    insistAlike("the device, enrolled again", [again.deviceId, again.generation], [enrolled.deviceId, 1]);
    say("the app is installed anew and signed in: the same certificates, a new device key and push target");
    const { wipe } = await awaitConfirmed(console, device);
    insistErased(await phones.view(enrolled.phone));
    const [last] = (await attemptsOf(console, wipeId)).slice(-1);
    insist(
      "it was attempted before the time planned",
      last !== undefined && isBefore(last.attemptedAt, waiting.nextStepAt),
      { last, waiting },
    );
    const { pushTarget } = await console.fields(`devices/${device.deviceId}`, Device);
    insistAlike("the push target", pushTarget.state, "active");
    say(`the registration had the command sent at once: ${wipe.summary}`);
  },
};

function secondsAhead({ nextStepAt }: WipeSeen): number {
  return ((nextStepAt?.getTime() ?? 0) - Date.now()) / 1000;
}

function isBefore(at: Date, planned: Date | undefined): boolean {
  return planned !== undefined && at < planned;
}
