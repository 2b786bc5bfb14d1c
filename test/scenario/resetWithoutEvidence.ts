import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased } from "./erasure.ts";
import { insist, insistAlike } from "./insist.ts";
import { onChip } from "./onePhone.ts";
import { awaitShown, enrolTwoPhones, moveToNew } from "./twoPhones.ts";
import { awaitWipe } from "./wipeRecord.ts";

/** "I initialised it": on Android that leaves the secure element as it is, so it proves nothing, and the answer says so. */
export const resetWithoutEvidence: Scenario = {
  name: "reset-without-evidence",
  title:
    "the holder says that the old phone was initialised: closed without proof, until the phone itself answers",
  play: async (stack) => {
    const { say } = stack;
    const cast = await enrolTwoPhones(stack, ["Initialised Phone 3", "Next Phone 4"]);
    const { phones, console, old, fresh } = cast;
    await phones.flip(old.phone, { online: false });
    const device = await moveToNew(cast);
    const { wipeId } = device.erasure;
    await phones.flip(old.phone, { reset: true });
    insistAlike("what is on the chip", onChip(await phones.view(old.phone)), onChip(old));
    say("the old phone was initialised before any command got there; its secure element is as it was");
    const said = { deviceId: device.deviceId, declaration: "initialised" } as const;
    const { next, device: shown } = await phones.declare(fresh.phone, said);
    insistAlike(
      "what the word came to",
      [next, shown.erasure.state, shown.erasure.evidence, shown.todo.instruction],
      ["closed", "closedUnverified", "holderDeclared", "askShop"],
    );
    insist(
      "it says that initialising isn't enough",
      shown.todo.en.includes("even if you initialise it"),
      shown,
    );
    say(`the holder says so on the new phone, and reads: "${shown.todo.en}"`);
    await awaitShown(cast, "Closed without a confirmed erasure");
    const closed = await awaitWipe(console, wipeId, {
      until: "it is closed",
      isThere: ({ state }) => state === "closedUnverified",
    });
    say(`an admin reads: ${closed.summary}`);
    await phones.flip(old.phone, { online: true, appRemoved: false });
    const again = await phones.enrol(old.phone);
    insistAlike("the device, enrolled again", [again.deviceId, again.generation], [old.deviceId, 1]);
    await phones.open(old.phone);
    say(
      "the app is set up again on that phone, and asks: the certificates are still there, and the command is too",
    );
    const { wipe } = await awaitConfirmed(console, device);
    insistErased(await phones.view(old.phone));
    await awaitShown(cast, "The erasure is confirmed");
    say(`it erases, signs that it did, and now it is proven: ${wipe.summary}`);
  },
};
