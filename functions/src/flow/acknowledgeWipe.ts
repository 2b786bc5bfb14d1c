import { type Acknowledgement, acknowledge, isAbout, isComplete } from "../domain/acknowledgement.ts";
import { type AttemptSchedule, nextAttempt } from "../domain/attemptSchedule.ts";
import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import type { AuditOwner } from "../domain/auditChain.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { commandIdOf, isCommandOf, type Wipe, wipeIdOf } from "../domain/wipe.ts";
import type { WipeState } from "../domain/wipeMoves.ts";
import { appendAudit } from "./appendAudit.ts";
import { readAuditOwner, withErasure } from "./auditOwner.ts";
import { readAfterReset, withErasedInForce } from "./erasedInForce.ts";
import type {
  AcknowledgementReader,
  Chance,
  Clock,
  Log,
  Records,
  SignedAcknowledgement,
  Transact,
} from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

type Touched = "wipes" | "devices" | "certificates" | "acknowledgements" | "holders" | "audit";

interface Ports {
  readonly acknowledgements: AcknowledgementReader;
  readonly transact: Transact<Touched>;
  readonly schedule: AttemptSchedule;
  readonly rules: MatterRules;
  readonly hasTsm: boolean;
  readonly chance: Chance;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Takes a phone's answer to a wipe command. Only the device that the wipe is for can sign it: an unknown wipe,
 * another device and a wrong key are one and the same refusal, which changes no state; the wipe's audit tells it where there
 * is one, which takes time: the caller has to even that out. A duplicate is answered as the
 * first time; another answer under the same number is kept in the audit and changes nothing.
 */
export async function acknowledgeWipe(jws: string, ports: Ports): Promise<Decision<Acknowledgement>> {
  const { acknowledgements, transact, clock, auditRefusal, log } = ports;
  const claimed = acknowledgements.peek(jws);
  if (isRefused(claimed)) return claimed;
  const wipeId = wipeIdOf(claimed.commandId);
  const { decision, answerer } = await transact(async (records) => {
    const wipe = await records.wipes.read(wipeId);
    const answer = wipe && (await claimed.verify(wipe.deviceKey));
    if (!answer || isRefused(answer)) return { decision: notYours, answerer: byNobodyKnown };
    if (!isFor(wipe, answer) || !isAbout(wipe, answer.results))
      return { decision: notYours, answerer: byItsDevice };
    return {
      decision: await keepAnswer(records, { wipe, answer, now: clock() }, ports),
      answerer: byItsDevice,
    };
  });
  if (isRefused(decision)) log("acknowledgement_refused");
  return auditRefusal(decision, { act: "acknowledgementRefused", ...answerer, by: { wipeId } });
}

const notYours = refuse(
  "acknowledgement_refused",
  "No open command of this device fits this acknowledgement.",
);

const byNobodyKnown = { actor: "unknown", method: "none" } as const;
const byItsDevice = { actor: "device", method: "deviceSignature" } as const;

/** A later version of the command has another nonce; an answer to an earlier one is late, but it is the phone's. */
function isFor(wipe: Wipe, { commandId, nonce }: SignedAcknowledgement): boolean {
  return isCommandOf(wipe, commandId) && (commandId !== commandIdOf(wipe) || nonce === wipe.nonce);
}

async function keepAnswer(
  records: Pick<Records, Touched>,
  { wipe, answer, now }: { wipe: Wipe; answer: SignedAcknowledgement; now: Date },
  ports: Ports,
): Promise<Acknowledgement> {
  const { wipeId } = wipe;
  const { commandId, seq, digest, answeredAt } = answer;
  const earlier = await records.acknowledgements.read({ wipeId, commandId, seq });
  if (earlier?.digest === digest) return earlier;
  const owner = await readAuditOwner(records, wipe);
  if (earlier) {
    appendAudit(records, owner, [fact("acknowledgementContradicted", wipe, now)]);
    return earlier;
  }
  const plan = planAfter(wipe, now, ports);
  const after = acknowledge(wipe, { ...plan, results: answer.results, witness: "deviceSigned" });
  const taken: Acknowledgement = {
    commandId,
    seq,
    digest,
    wipeState: after.state,
    isComplete: isComplete(after),
    answeredAt,
    takenAt: now,
  };
  const own = await readAfterReset(records, owner, after);
  records.wipes.keep(withVersion(after, wipe, owner));
  records.acknowledgements.keep(wipeId, taken);
  const seen = "lastSeenAt" in owner ? { ...owner, lastSeenAt: now } : owner;
  const told = withErasedInForce(withErasure(seen, after), { after, own, rules: ports.rules, now });
  appendAudit(records, told, [fact(actOf(wipe, after), wipe, now)]);
  return taken;
}

/** A wipe that this answer completed, with the version of the app that erased, as the phone registered it last. */
function withVersion(after: Wipe, before: Wipe, owner: AuditOwner): Wipe {
  const isNews = after.state === "confirmed" && before.state !== "confirmed";
  return isNews && "handset" in owner ? { ...after, appVersion: owner.handset.appVersion } : after;
}

/** When to go on, whatever the answer says. */
function planAfter(
  wipe: Wipe,
  now: Date,
  { schedule, hasTsm, chance }: Pick<Ports, "schedule" | "hasTsm" | "chance">,
) {
  const { at: nextAt } = nextAttempt(schedule, { ...wipe, now, chance: chance() });
  return { nextAt, deferredUntil: new Date(now.getTime() + schedule.deferral), hasTsm, now };
}

const acts: Partial<Record<WipeState, AuditedAct>> = {
  confirmed: "wipeConfirmed",
  deferred: "wipeDeferred",
  stuck: "wipeStuck",
};

function actOf(before: Wipe, after: Wipe): AuditedAct {
  return after.state === before.state
    ? "acknowledgementTaken"
    : (acts[after.state] ?? "acknowledgementTaken");
}

function fact(act: AuditedAct, { wipeId }: Wipe, at: Date): AuditFact {
  return { act, ...byItsDevice, subjects: [`wipes/${wipeId}`], at };
}
