import { z } from "zod";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { awaitConfirmed } from "./erasure.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { type OnePhone, onChip } from "./onePhone.ts";
import { awaitShown, enrolTwoPhones, moveToNew } from "./twoPhones.ts";
import { awaitWipe } from "./wipeRecord.ts";

const Device = z.object({
  erasure: z.string().optional(),
  wipeId: z.string().optional(),
  matter: z.object({ about: z.string() }).optional(),
});

/** Initialising a phone erases its secure element after all (countermeasure 3), whether or not the holder had revoked. */
export const makerReset: Scenario = {
  name: "maker-reset",
  title:
    "the maker reports that a phone is initialised; the SEI-TSM erases, and who never revoked is asked to",
  play: async (stack) => {
    await resetRevoked(stack);
    await resetInForce(stack);
  },
};

/** The app was out of reach, so the wipe was open when the phone was initialised. */
async function resetRevoked(stack: ScenarioStack): Promise<void> {
  const cast = await enrolTwoPhones(stack, ["Reset Phone 5", "Successor Phone 6"]);
  const { phones, console, old } = cast;
  await phones.flip(old.phone, { pushBlocked: true, asleep: true });
  const device = await moveToNew(cast);
  stack.say("revoked, but the old phone's app is deaf: nothing is erased yet");
  await phones.flip(old.phone, { resetReported: true });
  const { wipe } = await awaitConfirmed(console, device, { evidence: "tsmConfirmed" });
  insistEmpty(onChip(await phones.view(old.phone)));
  stack.say(`the holder initialises it; its maker reports, the SEI-TSM erases and reports: ${wipe.summary}`);
}

/** Nobody had revoked: what is erased is in force, and its holder hears so until it is revoked. */
async function resetInForce(stack: ScenarioStack): Promise<void> {
  const cast = await enrolTwoPhones(stack, ["Careless Phone 5", "Daily Phone 6"]);
  const { phones, console, old, fresh } = cast;
  await phones.flip(old.phone, { resetReported: true });
  const { wipeId = "" } = await awaitDevice(cast, old.deviceId, (seen) => seen.erasure === "confirmed");
  const { evidence, attempts } = await awaitWipe(console, wipeId, {
    until: "it is confirmed",
    isThere: ({ state }) => state === "confirmed",
  });
  insistAlike("the evidence", evidence, "tsmConfirmed");
  insist("the SEI-TSM was asked", attempts > 0, attempts);
  insistEmpty(onChip(await phones.view(old.phone)));
  stack.say("a phone whose certificates are in force is initialised: they are erased all the same");
  const notice = await awaitShown(cast, "Erased, but not revoked");
  insist("it says with what to revoke", notice.includes("with your card"), notice);
  const { matter } = await awaitDevice(cast, old.deviceId, (seen) => seen.matter !== undefined);
  insistAlike("what the holder is reminded of next", matter?.about, "erasedNotRevoked");
  stack.say(`the other phone shows at once "${notice}", and reminders are planned`);
  const device = await moveToNew(cast);
  insistAlike("the wipe", device.erasure.wipeId, wipeId);
  insistAlike(
    "how it stands",
    [device.erasure.state, device.erasure.evidence],
    ["confirmed", "tsmConfirmed"],
  );
  const after = await awaitDevice(cast, old.deviceId, (seen) => seen.matter === undefined);
  insistAlike("the wipe of the device", after.wipeId, wipeId);
  await awaitShown(cast, "Your certificates are revoked");
  const shown = (await phones.view(fresh.phone)).notifications.map(({ title }) => title);
  insist("nobody asks to erase what is erased", !shown.includes("The erasure is not done yet"), shown);
  stack.say("nudged, the holder revokes by card: no other wipe is opened, and the reminders are over");
}

function awaitDevice(
  { console }: Pick<OnePhone, "console">,
  deviceId: string | undefined,
  isThere: (seen: z.output<typeof Device>) => boolean,
): Promise<z.output<typeof Device>> {
  const look = () => console.fields(`devices/${deviceId}`, Device);
  return awaitUntil("the device is as it has to be", { look, isThere });
}

function insistEmpty(chip: readonly (string | undefined)[]): void {
  insistAlike("what is on the chip", chip, [undefined, undefined]);
}
