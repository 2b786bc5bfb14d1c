import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, revokeFromPc } from "./onePhone.ts";
import { awaitWipe } from "./wipeRecord.ts";

/** Not now is an answer: the phone is left alone for a while, and then told again. */
export const secureElementBusy: Scenario = {
  name: "secure-element-busy",
  title: "the secure element is busy and the phone says not now; a quarter of an hour later it erases",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolOnePhone(stack, "Busy Phone 6");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { secureElement: "busy" });
    const device = await revokeFromPc(cast, "stoppedUsing");
    const deferred = await awaitWipe(console, device.erasure.wipeId, {
      until: "the wipe is deferred",
      isThere: ({ state }) => state === "deferred",
    });
    insistAlike("evidence and next step", [deferred.evidence, deferred.nextStep], ["none", "attempt"]);
    say(`the phone got the command and said not now. An admin reads: ${deferred.summary}`);
    await phones.flip(enrolled.phone, { secureElement: "fine" });
    const { wipe } = await awaitConfirmed(console, device);
    const erased = await phones.view(enrolled.phone);
    insistErased(erased);
    const said = erased.answers.map(({ results }) => results.map(({ outcome }) => outcome).join());
    insistAlike("the first and the last answer", [said[0], said.at(-1)], ["notNow,notNow", "erased,erased"]);
    insist("it was told again", wipe.attempts >= 2, wipe);
    say(`the next attempt found the secure element free: ${wipe.summary}`);
  },
};
