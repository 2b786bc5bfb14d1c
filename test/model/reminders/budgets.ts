import { z } from "zod";
import type { Reminder } from "../../../functions/src/domain/reminder.ts";
import { ReminderBudgetFields } from "../../../functions/src/store/reminderCodecs.ts";
import { hold } from "../violation.ts";
import { remindersOf } from "./stored.ts";
import type { Universe } from "./universe.ts";

const week = 7 * 24 * 60 * 60_000;

/** What has to hold of each person's week whenever nothing is under way. */
export function checkBudgets(world: Universe): void {
  const all = remindersOf(world);
  for (const person of world.people()) {
    const own = all.filter(({ holderId }) => person.includes(holderId));
    checkMade(own, world);
    checkPlaces(person, own, world);
  }
  for (const { reminderId } of all) world.judged.add(reminderId);
}

/** Which of them are the evening before a hand-over, by their number alone. */
function isEvening({ about, number }: Reminder): boolean {
  return about === "handOver" && number === 3;
}

/**
 * None of those made since this was looked at last was one too many when it was made, for the person as they are known now: only
 * evenings before a hand-over come beyond all but the last place.
 */
function checkMade(own: readonly Reminder[], world: Universe): void {
  const counted = own.filter((one) => !isUnsent(one, world));
  for (const [i, made] of counted.entries()) {
    if (world.judged.has(made.reminderId) || isEvening(made)) continue;
    const at = made.dueAt.getTime();
    const before = counted.slice(0, i).filter(({ dueAt }) => dueAt.getTime() > at - week);
    hold(
      before.length < world.setting.aWeek - 1,
      "nobody is reminded more often in a week than the rules have it",
    );
  }
}

function isUnsent({ reminderId, state }: Reminder, world: Universe): boolean {
  return state === "stopped" && !world.taken.has(reminderId);
}

/**
 * The person's budget has a place for each reminder of the last week that was or may yet be sent, and, where no process died
 * with one in hand, for no other.
 */
function checkPlaces(person: readonly string[], own: readonly Reminder[], world: Universe): void {
  const since = world.clock().getTime() - week;
  const recent = (times: readonly Date[]) => times.map((at) => at.getTime()).filter((at) => at > since);
  const spent = recent(person.flatMap((holderId) => placesOf(holderId, world)));
  const owed = recent(own.filter((one) => !isUnsent(one, world)).map(({ dueAt }) => dueAt));
  const isCounted = isPartOf(owed, spent);
  hold(isCounted, "every reminder that is or may be sent has its place in the person's week");
  const most = world.hasDied ? recent(own.map(({ dueAt }) => dueAt)) : owed;
  hold(isPartOf(spent, most), "the place of a reminder that is never sent is given back");
}

function placesOf(holderId: string, { documents }: Universe): readonly Date[] {
  const fields = documents.at(`reminderBudgets/${holderId}`);
  return fields ? z.decode(ReminderBudgetFields, Object(fields)).remindedAt : [];
}

/** Whether all of these are among those, each as often. */
function isPartOf(these: readonly number[], those: readonly number[]): boolean {
  const count = (all: readonly number[], one: number) => all.filter((other) => other === one).length;
  return these.every((one) => count(these, one) <= count(those, one));
}
