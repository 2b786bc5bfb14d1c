import { type AttemptResult, endAttempt, noteAttempt } from "../domain/attempt.ts";
import { type AttemptSchedule, nextAttempt } from "../domain/attemptSchedule.ts";
import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import type { AuditOwner } from "../domain/auditChain.ts";
import type { Cadence } from "../domain/cadence.ts";
import type { Device } from "../domain/device.ts";
import { unregistered } from "../domain/pushTarget.ts";
import { commandIdOf, type Wipe } from "../domain/wipe.ts";
import type { WipeState } from "../domain/wipeMoves.ts";
import { withReminder } from "../domain/wipeReminder.ts";
import { appendAudit } from "./appendAudit.ts";
import { readAuditOwner, withErasure } from "./auditOwner.ts";
import { readBreaker, tell } from "./heedBreaker.ts";
import type { Chance, Clock, Log, Records, SuspectFaults, Transact } from "./ports.ts";

export type RecordedIn = "wipes" | "devices" | "attempts" | "breakers" | "holders" | "audit";

/** What recording an attempt needs. */
export interface RecordPorts {
  readonly transact: Transact<RecordedIn>;
  readonly suspectFaults: SuspectFaults;
  readonly schedule: AttemptSchedule;
  /** When the holder is reminded of a wipe that isn't over. */
  readonly wipeReminders: Cadence;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

/** An attempt under way: the wipe as it was begun, and the device as it was then. */
export interface BegunAttempt {
  readonly wipe: Wipe;
  readonly device: Device | undefined;
  /** Whether it is the one that tries if a fault of ours is mended. */
  readonly isProbe: boolean;
}

/** Writes down what an attempt came to: on the wipe, the push target, the breaker, and as the attempt itself. */
export async function recordAttempt(
  begun: BegunAttempt,
  result: AttemptResult,
  ports: RecordPorts,
): Promise<void> {
  const mayBeFaulty = result.outcome === "faultIsOurs" || (await mayMeetFaults(ports));
  const change = await ports.transact((records) => write(records, { begun, result, mayBeFaulty }, ports));
  if (change) ports.log(change);
  const { outcome, code } = result;
  ports.log("attempt_made", {
    number: begun.wipe.attempts,
    outcome,
    ...(code === undefined ? {} : { answer: code }),
  });
}

/** Whether a breaker has to be asked: also when nobody knows, for the hint only spares a read. */
export function mayMeetFaults({ suspectFaults }: Pick<RecordPorts, "suspectFaults">): Promise<boolean> {
  return suspectFaults().catch(() => true);
}

async function write(
  records: Pick<Records, RecordedIn>,
  { begun, result, mayBeFaulty }: { begun: BegunAttempt; result: AttemptResult; mayBeFaulty: boolean },
  { schedule, wipeReminders, clock, chance: draw }: RecordPorts,
): Promise<"sending_stopped" | "sending_resumed" | undefined> {
  const [now, chance] = [clock(), draw()];
  const { attempts: number, holderId, wipeId } = begun.wipe;
  const wipe = await records.wipes.read(wipeId);
  if (!wipe) return undefined;
  const breaker = mayBeFaulty ? await readBreaker(records, begun.wipe) : undefined;
  const heard = breaker && tell(breaker, { result, holderId, isProbe: begun.isProbe, now, chance });
  const next = nextAttempt(schedule, { ...wipe, now, chance });
  const after = endAttempt(wipe, { number, result, next, heldUntil: heard?.heldUntil, now, chance });
  const ended = withReminder(after, wipeReminders);
  const act = ended.state === wipe.state ? undefined : acts[ended.state];
  const owner = act || isStrike(result) ? await readAuditOwner(records, wipe) : undefined;
  const isLate = (wipe.lastAttempt?.number ?? 0) > number;
  const isFiled = isLate && (await records.attempts.isFiled({ wipeId, number }));
  const commandId = commandIdOf(begun.wipe);
  const attempt = { wipeId, number, commandId, outcome: result.outcome, attemptedAt: now };
  const { wipe: noted, filed } = noteAttempt(ended, attempt, { isIgnored: ended === wipe, isFiled });
  records.wipes.keep(noted);
  if (filed) records.attempts.keep(filed);
  if (heard) records.breakers.keep(heard.after);
  const facts = act ? [fact(act, wipeId, now)] : [];
  if (owner) appendAudit(records, withErasure(struck(owner, { begun, result, now }), ended), facts);
  return heard?.change;
}

/** What an attempt can lead to that the holder's audit has to tell. */
const acts: Partial<Record<WipeState, AuditedAct>> = { stuck: "wipeStuck", closedUnverified: "wipeClosed" };

function fact(act: AuditedAct, wipeId: string, at: Date): AuditFact {
  return { act, actor: "service", method: "table", subjects: [`wipes/${wipeId}`], at };
}

function isStrike({ outcome }: AttemptResult): boolean {
  return outcome === "targetUnregistered" || outcome === "targetInvalid";
}

/** The device with a strike against its push target, unless that was registered anew since the send. */
function struck(
  owner: AuditOwner,
  { begun, result, now }: { begun: BegunAttempt; result: AttemptResult; now: Date },
): AuditOwner {
  if (!("pushTarget" in owner) || !isStrike(result)) return owner;
  const isSame = owner.pushTarget.seenAt.getTime() === begun.device?.pushTarget.seenAt.getTime();
  return isSame ? { ...owner, pushTarget: unregistered(owner.pushTarget, now) } : owner;
}
