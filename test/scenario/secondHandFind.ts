import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { insist, insistAlike } from "./insist.ts";
import { onChip } from "./onePhone.ts";
import { awaitShown, enrolTwoPhones, moveToNew, type TwoPhones } from "./twoPhones.ts";
import { awaitWipe } from "./wipeRecord.ts";

/** A phone changes hands with certificates on it, and the app of its next owner finds them. */
export const secondHandFind: Scenario = {
  name: "second-hand-find",
  title:
    "a second-hand phone's app finds an earlier owner's certificates: revoked it erases them, in force it warns",
  play: async (stack) => {
    await findRevoked(stack);
    await findInForce(stack);
  },
};

async function findRevoked(stack: ScenarioStack): Promise<void> {
  const cast = await enrolTwoPhones(stack, ["Second-hand Phone 2", "Kept Phone 7"]);
  const { phones, console, old } = cast;
  await phones.flip(old.phone, { online: false });
  const { erasure } = await moveToNew(cast);
  await sell(cast);
  stack.say("revoked while it was off, and sold: the app is the buyer's, the certificates are still there");
  const { answer, outcome } = await phones.find(old.phone);
  insistAlike("the answer", [answer.found, answer.mayErase, outcome], ["revoked", true, "erased"]);
  insistAlike("what is on the chip", onChip(await phones.view(old.phone)), [undefined, undefined]);
  const notice = await awaitShown(cast, "Somebody says it is erased");
  insist("nobody learns whose word it is", notice.startsWith("Whoever has your phone"), notice);
  const wipe = await awaitWipe(console, erasure.wipeId, { until: "it is there", isThere: () => true });
  insist("it isn't confirmed by that", wipe.state !== "confirmed" && wipe.evidence === "none", wipe);
  stack.say(`the buyer's app erases them, which proves nothing; the former holder reads "${notice}"`);
}

async function findInForce(stack: ScenarioStack): Promise<void> {
  const cast = await enrolTwoPhones(stack, ["Second-hand Phone 3", "Kept Phone 8"]);
  const { phones, console, old } = cast;
  await sell(cast);
  const before = onChip(await phones.view(old.phone));
  const { answer, outcome } = await phones.find(old.phone);
  insistAlike("the answer", [answer.found, answer.mayErase, outcome], ["inForce", false, undefined]);
  insist("it says what to do", answer.todo.en.includes("Give the phone back to the shop"), answer.todo);
  insistAlike("what is on the chip", onChip(await phones.view(old.phone)), before);
  stack.say(`sold with certificates in force: the app erases nothing, and shows "${answer.todo.en}"`);
  const notice = await awaitShown(cast, "Your certificates: in other hands?");
  insistAlike("notifications on the phone in question", (await phones.view(old.phone)).notifications, []);
  await phones.find(old.phone);
  const told = (await console.list("notices")).filter(
    ({ fields }) => fields.subject === `devices/${old.deviceId}`,
  );
  insistAlike("notices of it", told.length, 1);
  stack.say(`the former holder is warned at once, and once a day at most: "${notice}"`);
}

/** The buyer sets the app up anew, and enrols nothing. */
async function sell({ phones, old }: TwoPhones): Promise<void> {
  const buyer = await phones.newHolder();
  await phones.flip(old.phone, { sold: { to: buyer }, online: true });
}
