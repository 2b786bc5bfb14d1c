import { countReminder } from "../domain/cadence.ts";
import { type Hold, moveHold, putOffReminder, withNextStep } from "../domain/hold.ts";
import { isRefused } from "../domain/refusal.ts";
import type { Reminder } from "../domain/reminder.ts";
import { causes } from "../domain/revocation.ts";
import { revokeDevice } from "../domain/revokeDevice.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import { makeReminder, type ReminderMoment } from "./makeReminder.ts";
import type { DueWork, NewId, Records, Transact } from "./ports.ts";
import { readHeld, type StillHeldDevice } from "./readHeld.ts";
import type { ReminderPorts } from "./reminderPorts.ts";
import { workOff } from "./workOff.ts";

type Touched =
  | "holds"
  | "cards"
  | "holders"
  | "devices"
  | "certificates"
  | "wipes"
  | "reminders"
  | "reminderBudgets"
  | "audit";

interface Ports extends Pick<ReminderPorts, "rules" | "clock" | "chance" | "log"> {
  /** Open holds whose next step is due. */
  readonly dueHolds: DueWork;
  readonly transact: Transact<Touched>;
  /** Sends a reminder that came due. */
  readonly send: (reminderId: string) => Promise<void>;
  readonly newId: NewId;
  readonly scope: WipeScope;
}

/** Milliseconds, of the nine minutes that the schedule's function has. */
const budget = 2 * 60_000;
const codes = { failed: "hold_steps_failed", left: "hold_steps_left" } as const;

/**
 * Takes the step that every due hold owes: a reminder comes due, or what the holder chose in advance is done. Answers how
 * many steps were taken.
 */
export function stepHolds(ports: Ports): Promise<number> {
  const work = (holdId: string) => stepHold(holdId, ports);
  return workOff({ due: ports.dueHolds, work, atOnce: 2, budget, codes }, ports);
}

/** One hold's step, if it is still due: another run may have taken it, or the holder was faster. */
async function stepHold(holdId: string, ports: Ports): Promise<boolean> {
  const [now, chance] = [ports.clock(), ports.chance()];
  const made = await ports.transact(async (records): Promise<Reminder | undefined> => {
    const hold = await records.holds.read(holdId);
    if (hold?.nextStepAt === undefined || hold.nextStepAt > now) return undefined;
    const [covered, holder] = [await readHeld(records, [hold]), await records.holders.read(hold.holderId)];
    // What an earlier hold holds is on that one's clock.
    const held = covered.filter(({ heldBy }) => heldBy === holdId);
    if (held.length === 0) return finish(records, hold);
    // Even if a reminder was missed on the way there.
    if (hold.escalateAt !== undefined && hold.escalateAt <= now)
      return escalate(records, { hold, held, now }, ports);
    const moment = { rules: ports.rules, now, chance };
    // Nobody is left to remind, but the certificates are still on hold.
    if (holder?.deceasedAt !== undefined) return passOver(records, hold, moment);
    return remindOfHold(records, hold, moment);
  });
  if (made) await ports.send(made.reminderId);
  return true;
}

async function remindOfHold(
  records: Pick<Records, "holds" | "reminders" | "reminderBudgets" | "cards">,
  hold: Hold,
  moment: ReminderMoment,
): Promise<Reminder | undefined> {
  const { holdId, holderId, placedAt: anchorAt, reminders } = hold;
  const due = {
    ...({ holderId, about: "hold", subject: `holds/${holdId}`, anchorAt } as const),
    ...{ number: reminders + 1, isUrgent: false },
  };
  const reminder = await makeReminder(records, due, moment);
  if ("waitUntil" in reminder) {
    records.holds.keep(putOffReminder(hold, reminder.waitUntil));
    return undefined;
  }
  passOver(records, hold, moment);
  return reminder.made;
}

/** Goes on to the next step, this reminder being behind. */
function passOver(
  records: Pick<Records, "holds">,
  hold: Hold,
  { rules: { holds: cadence }, now }: ReminderMoment,
): undefined {
  const reminders = countReminder(cadence, hold.placedAt, hold.reminders, now);
  records.holds.keep(withNextStep({ ...hold, reminders }, cadence));
}

function finish(records: Pick<Records, "holds">, hold: Hold): undefined {
  const over = moveHold(hold, "finish");
  if (!isRefused(over)) records.holds.keep(over);
}

function escalate(
  records: Pick<Records, Touched>,
  { hold, held, now }: { hold: Hold; held: readonly StillHeldDevice[]; now: Date },
  { newId, scope }: Ports,
): undefined {
  const escalated = moveHold(hold, "escalate");
  if (isRefused(escalated)) return undefined;
  const { reason } = causes.notFound;
  const revocation = {
    ...({ cause: "notFound", reason, channel: "hold" } as const),
    ...{ revocationId: hold.holdId, revokedAt: now },
  };
  for (const enrolled of held) {
    const fresh = freshIds(newId);
    const { device, certificates, wipe } = revokeDevice(enrolled, { revocation, fresh, scope, now });
    for (const certificate of certificates) records.certificates.keep(certificate);
    records.wipes.keep(wipe);
    const subjects = [`devices/${device.deviceId}`, `holds/${hold.holdId}`, `wipes/${wipe.wipeId}`];
    appendAudit(records, device, [
      { act: "holdEscalated", actor: "service", method: "holderChoice", subjects, at: now },
    ]);
  }
  records.holds.keep(escalated);
}
