import { type Hold, type HoldSchedule, moveHold, nextReminder, withNextStep } from "../domain/hold.ts";
import { isRefused } from "../domain/refusal.ts";
import { reminderOf } from "../domain/reminder.ts";
import { causes } from "../domain/revocation.ts";
import { revokeDevice } from "../domain/revokeDevice.ts";
import { shards } from "../domain/shard.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { Clock, FindDueHolds, Log, NewId, Records, Transact } from "./ports.ts";
import { readHeld, type StillHeldDevice } from "./readHeld.ts";

type Touched = "holds" | "holders" | "devices" | "certificates" | "wipes" | "reminders" | "audit";

interface Ports {
  readonly findDueHolds: FindDueHolds;
  readonly transact: Transact<Touched>;
  readonly schedule: HoldSchedule;
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is left over is still due, and found by the next run. */
const perShard = 200;

/**
 * Takes the step that every due hold owes: a reminder comes due, or what the holder chose in advance is done. Shards run
 * side by side; one that fails stays due and is taken up by the next run. Answers how many steps were taken.
 */
export async function stepHolds(ports: Ports): Promise<number> {
  const stepped = await Promise.all(Array.from({ length: shards }, (_, shard) => stepShard(shard, ports)));
  return stepped.reduce((sum, one) => sum + one, 0);
}

async function stepShard(shard: number, ports: Ports): Promise<number> {
  const due = await ports.findDueHolds(shard, ports.clock(), perShard);
  let failed = 0;
  for (const holdId of due) {
    await stepHold(holdId, ports).catch(() => {
      failed += 1;
    });
  }
  if (failed > 0) ports.log("hold_steps_failed", { shard, failed });
  return due.length - failed;
}

/** One hold's step, if it is still due: another run may have taken it, or the holder was faster. */
async function stepHold(holdId: string, ports: Ports): Promise<void> {
  const now = ports.clock();
  await ports.transact(async (records) => {
    const hold = await records.holds.read(holdId);
    if (hold?.nextStepAt === undefined || hold.nextStepAt > now) return;
    const covered = await readHeld(records, [hold]);
    // What an earlier hold holds is on that one's clock.
    const held = covered.filter(({ heldBy }) => heldBy === holdId);
    if (held.length === 0) return finish(records, hold);
    // Even if a reminder was missed on the way there.
    if (hold.escalateAt !== undefined && hold.escalateAt <= now)
      return escalate(records, { hold, held, now }, ports);
    records.reminders.keep(reminderOf(hold, hold.nextStepAt));
    records.holds.keep(withNextStep(nextReminder(hold, ports.schedule, now), ports.schedule));
  });
}

function finish(records: Pick<Records, "holds">, hold: Hold): void {
  const over = moveHold(hold, "finish");
  if (!isRefused(over)) records.holds.keep(over);
}

function escalate(
  records: Pick<Records, Touched>,
  { hold, held, now }: { hold: Hold; held: readonly StillHeldDevice[]; now: Date },
  { newId, scope }: Ports,
): void {
  const escalated = moveHold(hold, "escalate");
  if (isRefused(escalated)) return;
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
