import { setTimeout as pause } from "node:timers/promises";
import type { RevocationView } from "../../functions/src/contract/revocation.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import type { ActingPhone, Cast } from "./cast.ts";
import { comeBack } from "./comeBack.ts";
import type { Disorder } from "./disorders.ts";
import type { FaultControl } from "./faultControl.ts";
import { Gate } from "./gate.ts";
import { answered, insistently } from "./insistently.ts";
import type { ChaosPlan, PlannedRevocation } from "./plan.ts";
import { troubles } from "./troubles.ts";

/** Who can be made to misbehave. */
interface Controls {
  readonly fcm: FaultControl;
  readonly tasks: FaultControl;
}

/** What came of a run: every answer that said revoked, and what could not be done. */
export interface Played {
  readonly answers: readonly RevocationView[];
  readonly failures: readonly string[];
  readonly killed: number;
}

interface Act {
  readonly at: number;
  readonly what: string;
  readonly act: () => Promise<void>;
}

/** Calls that wait start a functions worker each: too many at a time, and none is ready before the callers give up. */
const atATime = 3;

/** Plays the plan in its own time and waits for all of it to be done. Who is to come back and hasn't comes back last, when all faults have ended. */
export async function play(
  plan: ChaosPlan,
  { cast, controls, stack }: { cast: Cast; controls: Controls; stack: ScenarioStack },
): Promise<Played> {
  const answers: RevocationView[] = [];
  const failures: string[] = [];
  let killed = 0;
  const calling = new Gate(atATime);
  const acts = [
    ...cast.phones.flatMap((phone) => actsOf(phone, { cast, plan, calling })),
    ...plan.revocations.map((planned): Act => {
      const act = () => calling.run(async () => void answers.push(...(await revoke(planned, cast))));
      return { at: planned.at, what: `revocation of ${planned.phones.length} phones`, act };
    }),
    ...plan.disorders.map((disorder): Act => {
      const act = async () => {
        killed += await disturb(disorder, controls, stack);
      };
      return { at: disorder.at, what: `disorder at ${disorder.where}`, act };
    }),
  ];
  const startedAt = Date.now();
  const perform = async ({ at, what, act }: Act) => {
    await pause(Math.max(0, startedAt + at * 1000 - Date.now()));
    await act().catch((problem: unknown) => failures.push(`${what} could not be done: ${problem}`));
  };
  const { seconds } = plan.size;
  await Promise.all(acts.filter(({ at }) => at < seconds).map(perform));
  await Promise.all([controls.fcm.clear(), controls.tasks.clear()]);
  await new Gate(atATime).all(
    acts.filter(({ at }) => at >= seconds),
    perform,
  );
  return { answers, failures, killed };
}

/** A phone's trouble begins before it ends, however long the beginning takes. */
function actsOf(
  actor: ActingPhone,
  { cast, plan: { size }, calling }: { cast: Cast; plan: ChaosPlan; calling: Gate },
): Act[] {
  const { planned, phone } = actor;
  const { begin } = troubles[planned.trouble];
  let begun: Promise<unknown> = Promise.resolve();
  const starts: Act = {
    at: planned.from,
    what: `${planned.trouble} of ${phone}`,
    act: async () => {
      begun = cast.client.flip(phone, begin);
      await begun;
    },
  };
  const ends: Act = {
    at: Math.min(planned.until, size.seconds),
    what: `return of ${phone}`,
    act: async () => {
      await begun;
      await calling.run(() => comeBack(cast, actor));
    },
  };
  return planned.returns === "never" ? [starts] : [starts, ends];
}

/** By card, from a PC. Whoever got no answer applies again; the devices are named, since "all" are those not revoked yet. */
async function revoke(
  { phones, cause, isDoubled }: PlannedRevocation,
  cast: Cast,
): Promise<RevocationView[]> {
  const named = phones.map((place) => cast.phones[place]).filter((phone) => phone !== undefined);
  const [first] = named;
  if (!first) return [];
  const order = { devices: named.map(({ deviceId }) => deviceId), cause };
  const once = () => insistently(() => answered(cast.client.revoke(first.holder, order)));
  return Promise.all(isDoubled ? [once(), once()] : [once()]);
}

/** Answers how many processes were killed. */
async function disturb(disorder: Disorder, controls: Controls, stack: ScenarioStack): Promise<number> {
  if (disorder.where === "functions") return stack.killFunctions(disorder.count);
  await controls[disorder.where].order(disorder.fault);
  return 0;
}
