import { z } from "zod";
import { HandOverPlanned } from "../../functions/src/contract/planHandOver.ts";
import { createFirebaseClient, type FirebaseClient } from "../stack/phones/firebaseClient.ts";
import { openSession } from "../stack/phones/holder.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { awaitConfirmed, insistOneRevoked, type RevokedDevice } from "./erasure.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { type PhonesClient, phonesClient } from "./phonesClient.ts";
import { attemptsOf, awaitWipe } from "./wipeRecord.ts";

/** A holder with a phone to hand over, one to keep, and a session opened with the card. */
interface Cast {
  readonly phones: PhonesClient;
  readonly console: FirestoreConsole;
  readonly client: FirebaseClient;
  readonly holder: string;
  readonly old: PhoneView;
  readonly kept: PhoneView;
}

const [safe, doNow] = ["手放しても大丈夫です", "まだ手放さないでください"];

/** The day of a trade-in: the evening before, the holder reads whether the phone can go, or what is left to do. */
export const handOverDate: Scenario = {
  name: "hand-over-date",
  title: "the holder names the day of a trade-in: safe to hand over, or do this now",
  play: async (stack) => {
    const casts = [await enrol(stack, "Trade-in Phone 9"), await enrol(stack, "Gift Phone 9")] as const;
    try {
      await playSafe(casts[0], stack);
      await playDoNow(casts[1], stack);
    } finally {
      for (const { client } of casts) await client.close();
    }
  },
};

async function enrol({ addresses }: ScenarioStack, model: string): Promise<Cast> {
  const phones = phonesClient(addresses.phones.url);
  const holder = await phones.newHolder();
  const old = await phones.enrol(await phones.newPhone(holder, model));
  const kept = await phones.enrol(await phones.newPhone(holder, "Kept Phone 10"));
  const client = createFirebaseClient(addresses);
  await client.signIn((await openSession(await phones.cardOf(holder), addresses)).customToken);
  return { phones, console: new FirestoreConsole(addresses), client, holder, old, kept };
}

/** The day is named early, everything is done in time, and the evening before says so. */
async function playSafe(cast: Cast, stack: ScenarioStack): Promise<void> {
  const { say } = stack;
  const inAMonth = dayAfter(30 * 24);
  insistAlike("the day that is shown", await plan(cast, inAMonth), inAMonth);
  say(`the holder names the day of a trade-in, ${inAMonth}, and it shows in the live view`);
  await awaitUntil("the live view shows the day", {
    // Listed, not read: a trigger makes the view, which may come after the phone's enrolment was answered.
    look: () => cast.console.list(`holders/${cast.client.holderId()}/devices`),
    isThere: (views) =>
      views.some(
        ({ path, fields }) => path.endsWith(`${cast.old.deviceId}`) && fields.handOverOn !== undefined,
      ),
  });
  const { wipe } = await awaitConfirmed(cast.console, await revoke(cast));
  say(`the certificates are revoked and the phone erases: ${wipe.summary}`);
  await plan(cast, soon());
  const { title, text } = await awaitTold(cast, stack, safe);
  say(`the trade-in is brought forward, and the evening before the kept phone shows: "${title}". ${text}`);
}

/** The longest that attempts are apart before a hand-over on the local stack, seconds. */
const gapBefore = 24;

/** The phone lies switched off as the evening comes: attempts are closer, and the holder reads what to do. */
async function playDoNow(cast: Cast, stack: ScenarioStack): Promise<void> {
  const { say } = stack;
  const { phones, console, old } = cast;
  await phones.flip(old.phone, { online: false });
  const device = await revoke(cast);
  const { wipeId } = device.erasure;
  // After about 24 s, and how many attempts that is depends on how late the first one came: a late one skips points.
  await awaitWipe(console, wipeId, {
    until: "attempts are further apart than before a hand-over",
    isThere: ({ nextStepAt }) =>
      nextStepAt !== undefined && nextStepAt.getTime() - Date.now() > gapBefore * 1000,
    seconds: 60,
  });
  await plan(cast, soon());
  const { nextStepAt } = await awaitWipe(console, wipeId, { until: "the day is named", isThere: () => true });
  const last = (await attemptsOf(console, wipeId)).at(-1)?.attemptedAt;
  const gap = nextStepAt && last ? (nextStepAt.getTime() - last.getTime()) / 1000 : undefined;
  insist("the next attempt is at most 24 s after the last one", gap !== undefined && gap <= gapBefore, gap);
  say(`another phone lies switched off. Its day is named: the next attempt comes after ${gap} s, not 72`);
  const { title, text } = await awaitTold(cast, stack, doNow);
  say(`the evening before the kept phone shows: "${title}". ${text}`);
  await phones.flip(old.phone, { online: true });
  const { wipe } = await awaitConfirmed(console, device);
  say(`the holder does as it says, and the phone erases: ${wipe.summary}`);
}

/** Names the day, and answers the day that is shown then. */
async function plan({ client, old }: Cast, on: string): Promise<string> {
  const { device } = HandOverPlanned.parse(await client.call("planHandOver", { deviceId: old.deviceId, on }));
  return device.handOverOn === undefined ? "none" : inTokyo(new Date(device.handOverOn));
}

async function revoke({ phones, holder, old }: Cast): Promise<RevokedDevice> {
  const order = { devices: old.deviceId === undefined ? [] : [old.deviceId], cause: "handedOn" };
  return insistOneRevoked(await phones.revoke(holder, order), old.deviceId);
}

const Messages = z.array(z.object({ kind: z.string(), to: z.string(), title: z.string(), text: z.string() }));

/** Waits until the outbox's page shows this title on the kept phone, and insists that the other one never came. */
async function awaitTold({ kept }: Cast, { addresses }: ScenarioStack, title: string) {
  const look = async () => {
    const shown = Messages.parse(await (await fetch(`${addresses.outbox.url}/messages`)).json());
    return shown.filter(({ to }) => to.startsWith(`${kept.phone} `));
  };
  const isThere = (shown: z.output<typeof Messages>) => shown.some((message) => message.title === title);
  const shown = await awaitUntil(`the outbox's page shows "${title}"`, { look, isThere });
  const told = shown.filter((message) => message.title === safe || message.title === doNow);
  const [first] = told;
  insistAlike("what was told of the hand-over", [told.length, first?.title], [1, title]);
  return first ?? { title, text: "" };
}

/** The day whose evening before has begun: today until 18:00 in Tokyo, tomorrow from then on. */
function soon(): string {
  return dayAfter(6);
}

function dayAfter(hours: number): string {
  return inTokyo(new Date(Date.now() + hours * 3_600_000));
}

function inTokyo(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(at);
}
