import type { Score } from "../stack/playScenarios.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import { assemble } from "./cast.ts";
import { FaultControl } from "./faultControl.ts";
import { figuresOf } from "./figures.ts";
import { inspect } from "./inspect.ts";
import { judge } from "./judge.ts";
import { type ChaosSize, planChaos } from "./plan.ts";
import { play } from "./play.ts";
import { settle } from "./settle.ts";

/**
 * Revokes phones in waves while everything around the service misbehaves, then lets it settle and judges what is left.
 * Says the figures and every violation; the score counts phones and audit chains.
 */
export async function runChaos(stack: ScenarioStack, size: ChaosSize): Promise<Score> {
  const { addresses, say } = stack;
  say(`seed ${size.seed}: ${size.phones} phones, ${size.seconds} s of trouble`);
  const plan = planChaos(size);
  const cast = await assemble(plan, stack);
  const controls = {
    fcm: new FaultControl(addresses.fcm.control),
    tasks: new FaultControl(addresses.tasks.control),
  };
  const played = await play(plan, { cast, controls, stack });
  say("the faults have ended, and whoever comes back is back");
  const seconds = await settle(cast, stack, size.settleSeconds);
  say(`settled after ${seconds.toFixed(1)} s more`);
  const snapshot = await inspect(addresses, cast, played.answers);
  const { fcm, tasks } = controls;
  const disordered = { killed: played.killed, fcmFaults: fcm.used, tasksFaulted: tasks.used };
  for (const line of figuresOf(snapshot, disordered)) say(line);
  const violations = judge(snapshot);
  for (const { subject, wipeId, what } of violations)
    say(`VIOLATION ${subject}${wipeId === undefined ? "" : `, wipe ${wipeId}`}: ${what}`);
  for (const failure of played.failures) say(`VIOLATION ${failure}`);
  const failed = new Set(violations.map(({ subject }) => subject)).size + played.failures.length;
  const chains = snapshot.holders.length + snapshot.devices.length;
  const judged = snapshot.phones.length + chains;
  return { passed: Math.max(0, judged - failed), failed };
}
