import { z } from "zod";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { insistErased, insistOneRevoked } from "./erasure.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { insistSwift } from "./insistSwift.ts";
import { enrolOnePhone, type OnePhone } from "./onePhone.ts";
import type { CounterAct } from "./phonesClient.ts";
import { proveClear } from "./proveClear.ts";
import { awaitWipe } from "./wipeRecord.ts";

const Device = z.object({ holderId: z.string() });
const Check = z.object({ shopName: z.string(), verdict: z.string(), model: z.string() });

/** The paper's counter check (窓口確認), step by step: not revoked, revoked on the spot, pulled, clear. */
export const tradeIn: Scenario = {
  name: "trade-in",
  title:
    "a shop finds the phone unrevoked; its holder revokes on the spot, the shop pulls, it is clear, and a buyer can see it",
  play: async (stack) => {
    const cast = await enrolOnePhone(stack, "Trade-in Phone 9");
    const counter = await stepUp(cast, stack);
    await revokeOnTheSpot(cast, counter, stack);
    await pullNow(cast, counter, stack);
    await proveClear(cast, counter, stack);
    await insistSeenByHolder(cast, counter.clearanceId, stack);
  },
};

/** How long a clerk waits for the verdict, milliseconds. */
const verdictWithin = 1000;

/** A clerk in a check. */
interface Counter {
  readonly clerk: string;
  readonly clearanceId: string;
  act(act: CounterAct): Promise<ClearanceView>;
}

/** The holder reads the code out, and the clerk types it; a guess and a second use bring nothing. */
async function stepUp({ phones, enrolled }: OnePhone, { say }: ScenarioStack): Promise<Counter> {
  const [clerk, other] = [await phones.newClerk(), await phones.newClerk()];
  const { receptionNumber, code } = await phones.handOverCode(enrolled.phone);
  const wrong = { receptionNumber, code: code === "000000" ? "000001" : "000000" };
  const guessed = await phones.counter(other, "checks", { code: wrong });
  insistAlike("the answer to a guess", guessed.status, 403);
  // The same clerk, giving the same code again, gets the same check: as much work but for writing it down.
  const { first, quickest } = await insistSwift("the verdict", {
    act: () => phones.counter(clerk, "checks", { code: { receptionNumber, code } }),
    most: verdictWithin,
  });
  insistAlike("the answer to the code", first.status, 201);
  const { clearanceId, verdict, todo, phone } = ClearanceView.parse(first.body);
  insistAlike("the verdict", [verdict, todo.step], ["revokeFirst", "revokeOnPhone"]);
  say(`the clerk types ${receptionNumber} and the code; ${quickest} ms later: ${phone.model}, ${todo.en}`);
  const again = await phones.counter(other, "checks", { code: { receptionNumber, code } });
  insistAlike("the same code from another clerk", again.status, 403);
  return {
    clerk,
    clearanceId,
    act: async (act) => {
      const { status, body } = await phones.counter(clerk, act, { clearanceId });
      insistAlike(`the answer to ${act}`, status, 200);
      return ClearanceView.parse(body);
    },
  };
}

/** On the phone itself (2-1). No push reaches it and its chip is busy, so that it doesn't erase by itself. */
async function revokeOnTheSpot(cast: OnePhone, counter: Counter, { say }: ScenarioStack): Promise<void> {
  const { phones, console, enrolled } = cast;
  await phones.flip(enrolled.phone, { pushBlocked: true, secureElement: "busy" });
  const revoked = await phones.stopUsing(enrolled.phone, { cause: "handedOn" });
  const device = insistOneRevoked(revoked, enrolled.deviceId);
  await awaitWipe(console, device.erasure.wipeId, {
    until: "the phone has said not now",
    isThere: ({ state }) => state === "deferred",
  });
  const { verdict, isRevoked, isErased, todo } = await counter.act("looks");
  insistAlike("the verdict", [verdict, todo.step], ["eraseFirst", "pullNow"]);
  insistAlike("revoked and erased", [isRevoked, isErased], [true, false]);
  say(`the holder revokes on the phone, whose chip is busy. The clerk reads: ${todo.en}`);
}

/** The shop's QR code opens the app, which asks for its command. */
async function pullNow({ phones, enrolled }: OnePhone, counter: Counter, { say, addresses }: ScenarioStack) {
  await phones.flip(enrolled.phone, { secureElement: "fine" });
  const pulled = await counter.act("pulls");
  insistAlike("what the QR code says", pulled.pullUrl, `${addresses.hostingUrl}/open?do=fetchCommands`);
  insist("it is waited for, or done", ["wait", "handOver"].includes(pulled.todo.step), pulled);
  await phones.open(enrolled.phone);
  const clear = await awaitUntil("the check is clear", {
    look: () => counter.act("looks"),
    isThere: ({ verdict }) => verdict === "clear",
  });
  insistAlike("the evidence", [clear.evidence, clear.mayBeProven], ["deviceSigned", true]);
  insistErased(await phones.view(enrolled.phone));
  say(`the phone scans the shop's QR code and erases. The clerk's screen turns green: ${clear.words.en}`);
}

async function insistSeenByHolder(
  { console, enrolled }: OnePhone,
  clearanceId: string,
  { say }: ScenarioStack,
): Promise<void> {
  const { holderId } = await console.fields(`devices/${enrolled.deviceId}`, Device);
  const check = await console.fields(`holders/${holderId}/checks/${clearanceId}`, Check);
  insistAlike("what the holder sees", check, {
    ...{ shopName: "Kita Phones", verdict: "clear", model: "Trade-in Phone 9" },
  });
  say(`the holder sees in the app that ${check.shopName} checked it, and how it ended`);
}
