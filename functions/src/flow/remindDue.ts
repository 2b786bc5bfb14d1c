import { inTurn } from "./inTurn.ts";
import type { Clock, DueWork, Log } from "./ports.ts";
import type { Reminded } from "./remindHolder.ts";
import { workOff } from "./workOff.ts";

/** What is due, and what is done about each. */
interface DuePorts {
  readonly toRemind: Readonly<Record<"wipes" | "devices" | "reminders" | "notices", DueWork>>;
  readonly remind: (subject: Reminded) => Promise<void>;
  readonly sendReminder: (reminderId: string) => Promise<void>;
  readonly sendNotice: (noticeId: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** For each kind, milliseconds: together they leave holds their part of the nine minutes that the schedule's function has. */
const budget = 75_000;
const reminding = { failed: "reminders_failed", left: "reminders_left" } as const;
const sending = { failed: "sendings_failed", left: "sendings_left" } as const;

/**
 * Does what tasks and triggers left undone: reminders that are due, and what was made and never sent. Reads what is due and
 * little more. Answers how many were taken up. Where one kind can't be read, as while its index is being built, the others are
 * gone through all the same, and it fails at the end.
 */
export async function remindDue(ports: DuePorts): Promise<number> {
  const { toRemind, remind, sendReminder, sendNotice } = ports;
  const kinds = [
    [toRemind.wipes, (id: string) => remind({ collection: "wipes", id }), reminding],
    [toRemind.devices, (id: string) => remind({ collection: "devices", id }), reminding],
    [toRemind.reminders, sendReminder, sending],
    [toRemind.notices, sendNotice, sending],
  ] as const;
  let taken = 0;
  const steps = kinds.map(([due, take, codes]) => async () => {
    const work = async (id: string) => {
      await take(id);
      return true;
    };
    taken += await workOff({ due, work, atOnce: 4, budget, codes }, ports);
  });
  await inTurn(...steps);
  return taken;
}
