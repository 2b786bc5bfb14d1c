import type { AttemptResult } from "../../../functions/src/domain/attempt.ts";
import type { PushTarget } from "../../../functions/src/domain/pushTarget.ts";
import { commandIdOf, type Wipe } from "../../../functions/src/domain/wipe.ts";
import { type AttemptPorts, attemptWipe } from "../../../functions/src/flow/attemptWipe.ts";
import { driveWipe } from "../../../functions/src/flow/driveWipe.ts";
import { channelOf } from "../../../functions/src/flow/heedBreaker.ts";
import type { WipeAsRead } from "../../../functions/src/flow/ports.ts";
import { sweepWipes } from "../../../functions/src/flow/sweepWipes.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { checkFlight } from "../invariants/attempts.ts";
import { entry, type Flight, registrationOf } from "../ledger.ts";
import type { Crash, Drive, FcmAnswer } from "../step.ts";
import { breakers, wipes } from "../stored.ts";
import { lease, type Universe } from "../universe.ts";
import { hold } from "../violation.ts";
import { Died } from "../watchedDocuments.ts";
import { asSigned } from "./handedOut.ts";

/** What happens while a message is on its way. */
type Meanwhile = () => Promise<void>;

/** Wipes are driven by whoever does that, and FCM answers as the step says. */
export async function drive(
  step: Drive,
  universe: Universe,
  { crash, meanwhile }: { crash: Crash | undefined; meanwhile: Meanwhile },
): Promise<void> {
  const { documents, clock, ledger } = universe;
  const store = universe.storeAs({ by: "drive" }, crash);
  const attempt = (wipeId: string, known?: WipeAsRead) =>
    attemptOnce(wipeId, { step, universe, store, meanwhile }, known).catch((problem: unknown) => {
      universe.note(problem);
      throw problem;
    });
  const scheduleAttempt = async () => {};
  const pick = newest(documents.paths("wipes"), step.pick)?.slice("wipes/".length);
  if (step.by === "sweep")
    await sweepWipes({
      overdueWipes: universe.store.overdueWipes,
      attempt: (wipeId) => attempt(wipeId),
      clock,
      log: universe.log,
    });
  else if (step.by === "trigger") {
    const told = newest(ledger.snapshots, step.pick);
    if (told) await driveWipe(told, { attempt, scheduleAttempt, clock });
  } else if (pick !== undefined)
    await endAll(step.by === "twoTasks" ? [attempt(pick), attempt(pick)] : [attempt(pick)]);
}

/** Waits for all, also when one of them dies: a straggler would act in the middle of later steps, at a later time. */
async function endAll(tasks: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(tasks);
  await Promise.all(tasks);
}

/** The newest but so many. */
export function newest<T>(all: readonly T[], back: number): T | undefined {
  return all.length === 0 ? undefined : all[all.length - 1 - (back % all.length)];
}

interface Surroundings {
  readonly step: Pick<Drive, "fcm" | "isHintStale">;
  readonly universe: Universe;
  readonly store: ReturnType<Universe["storeAs"]>;
  readonly meanwhile: Meanwhile;
}

/** One call of the flow, with FCM and SEI-TSM that answer as the step says. */
function attemptOnce(wipeId: string, surroundings: Surroundings, known?: WipeAsRead): Promise<void> {
  const { step, universe, store } = surroundings;
  const commands = new Map<string, Wipe>();
  const ports: AttemptPorts = {
    ...store,
    read: universe.store.read,
    wipeReminders: sampleRules.wipes,
    signCommand: async (commanded) => {
      const commandId = commandIdOf(commanded.wipe);
      commands.set(commandId, asSigned(commanded));
      return commandId;
    },
    sendCommand: async (target, { command, timeToLive }) => {
      const wipe = commands.get(command);
      if (!wipe) throw new Error("a command is sent that nobody signed");
      hold(timeToLive > 0, "a message lives for a while");
      checkTarget(wipe, target, universe);
      const result = await fly(wipe, surroundings);
      const { outcome } = result;
      if (outcome === "targetUnregistered" || outcome === "targetInvalid")
        universe.ledger.struck.add(registrationOf(target));
      return result;
    },
    askTsm: universe.hasTsm ? (wipe) => fly(wipe, surroundings) : undefined,
    suspectFaults: async () => !step.isHintStale && (await universe.store.hasFaultyBreaker()),
    scheduleAttempt: async () => {},
    schedule: universe.schedule,
    lease,
    clock: universe.clock,
    chance: universe.chance,
    log: universe.log,
  };
  return attemptWipe(wipeId, ports, known);
}

/** Promise 4: a command goes to the phone that its certificates are in, as its holder registered it. */
function checkTarget(wipe: Wipe, { value, state }: PushTarget, { ledger }: Universe): void {
  const registered = ledger.targets.get(value) ?? [];
  for (const { certificateId } of wipe.certificates) {
    const phone = ledger.phoneOf.get(certificateId);
    const isOwn = registered.some(
      (one) => one.phone === phone && ledger.areOnePerson(one.holderId, wipe.holderId),
    );
    hold(isOwn, "a command is sent to the wipe's own phone");
  }
  hold(state !== "dead", "nothing is sent to a dead target");
}

async function fly(command: Wipe, { step, universe, meanwhile }: Surroundings): Promise<AttemptResult> {
  const { ledger } = universe;
  const { wipeId, nextStep } = command;
  const begunAt = universe.clock();
  const flight: Flight = { command, begunAt, moves: ledger.moves.get(wipeId) ?? 0 };
  checkFlight(flight, ledger, { now: begunAt, lease });
  if (!step.isHintStale) checkBreaker(command, universe);
  ledger.flights.add(flight);
  ledger.sends.set(wipeId, entry(ledger.sends, wipeId, () => 0) + 1);
  ledger.figures.add(`answers of ${nextStep === "askTsm" ? "SEI-TSM" : "FCM"}`, step.fcm);
  try {
    if (step.fcm === "diesBeforeSending") throw new Died("before the send");
    if (nextStep === "attempt" && reaches(step.fcm)) universe.deliver(command);
    await meanwhile();
    if (step.fcm === "diesAfterSending") throw new Died("after the send");
    const result = resultOf(step.fcm, nextStep);
    universe.noteAccepted(command, result);
    return result;
  } finally {
    ledger.flights.delete(flight);
  }
}

/** A breaker that is open lets only the attempt through that has just become its probe. */
function checkBreaker(command: Wipe, { documents, clock }: Universe): void {
  const { state, probeAt } = breakers.at(documents, channelOf(command)) ?? {};
  if (state !== "open" || !probeAt) return;
  hold(probeAt.getTime() > clock().getTime() + lease - 10, "while a breaker is open only its probe is sent");
}

function reaches(answer: FcmAnswer): boolean {
  return answer === "accepted" || answer === "diesAfterSending";
}

/** The SEI-TSM knows nothing of push targets. */
function resultOf(answer: FcmAnswer, nextStep: Wipe["nextStep"]): AttemptResult {
  if (answer === "throttledFor90Seconds") return { outcome: "throttled", retryAfter: 90_000 };
  if (answer === "diesBeforeSending" || answer === "diesAfterSending") return { outcome: "accepted" };
  const isOfTarget = answer === "targetUnregistered" || answer === "targetInvalid";
  return { outcome: isOfTarget && nextStep === "askTsm" ? "unavailable" : answer };
}

/** Wipes that still have to be ended. */
export function openWipes(universe: Universe): readonly Wipe[] {
  return wipes.all(universe.documents).filter(({ nextStepAt }) => nextStepAt !== undefined);
}
