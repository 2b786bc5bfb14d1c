import type { Figures } from "../figures.ts";
import { hold } from "../violation.ts";
import { eveningsAhead, isRemindedOf, isWithinAWeek } from "./evenings.ts";
import { play } from "./play.ts";
import { checkNothingDue, checkState, openSubjects } from "./promises.ts";
import type { History } from "./step.ts";
import { remindersOf } from "./stored.ts";
import { cards, Universe } from "./universe.ts";

/** Plays one history, with every promise checked at every message and after every step; throws at the first that is broken. */
export async function playHistory({ setting, steps, plans }: History, figures: Figures): Promise<void> {
  const world = new Universe(setting, figures);
  for (const cardId of cards) await world.signInBy(cardId);
  await play({ do: "enrol", phone: 0, isRenewed: false }, world);
  for (const step of [...steps, ...plans.flat()]) {
    await play(step, world);
    checkState(world);
  }
  await endWell(world, figures);
  figures.add("histories", "played");
  for (const { state, stoppedBecause } of remindersOf(world))
    figures.add("reminders ended the history", stoppedBecause ?? state);
}

const days = 100;
const day = 86_400_000;

/**
 * From now on all goes well and nobody does anything: what is planned comes in its time, and of all that stays open its holder
 * is reminded.
 */
async function endWell(world: Universe, figures: Figures): Promise<void> {
  world.chance = 0.5;
  world.channels = async () => ({ channel: "push" });
  await play({ do: "attempt", ends: "accepted" }, world);
  const since = world.clock();
  const until = since.getTime() + days * day;
  const isOpenFromStart = new Set(openSubjects(world));
  const evenings = eveningsAhead(world);
  for (let at = since; at.getTime() <= until; at = nextClock(world)) {
    world.passTo(at);
    await world.remindAll();
    checkState(world);
    checkNothingDue(world);
  }
  const reminded = new Set(
    remindersOf(world).flatMap(({ subject, dueAt }) => (dueAt >= since ? [subject] : [])),
  );
  for (const path of openSubjects(world).filter((one) => isOpenFromStart.has(one)))
    hold(reminded.has(path), `what stays open is reminded of (${path.split("/")[0]})`);
  if (evenings.length > 0) figures.add("moments", "an evening before a hand-over");
  if (isWithinAWeek(evenings)) figures.add("moments", "two evenings before a hand-over in one week");
  for (const evening of evenings)
    hold(isRemindedOf(evening, world), "each evening before a hand-over is reminded of");
}

/** When anything is due next. */
function nextClock({ documents }: Universe): Date {
  const fields = ["wipes", "devices", "holds", "reminders"].flatMap((collection) =>
    documents.paths(collection).map((path) => {
      const { remindAt, matter, nextStepAt } = documents.at(path) ?? {};
      return collection === "wipes" ? remindAt : (Object(matter).remindAt ?? nextStepAt);
    }),
  );
  const times = fields.flatMap((at) => (at instanceof Date ? [at.getTime()] : []));
  return new Date(Math.min(...times, Number.MAX_SAFE_INTEGER / 2));
}
