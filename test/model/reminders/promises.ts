import type { Certificate } from "../../../functions/src/domain/certificate.ts";
import type { Device } from "../../../functions/src/domain/device.ts";
import type { Hold } from "../../../functions/src/domain/hold.ts";
import { isOutOfHands } from "../../../functions/src/domain/outOfHands.ts";
import type { Reminder } from "../../../functions/src/domain/reminder.ts";
import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import type { OutgoingMessage } from "../../../functions/src/flow/reminderPorts.ts";
import { certificateOf, deviceOf, holdOf, wipeOf } from "../../../functions/src/store/firestoreStore.ts";
import { hold } from "../violation.ts";
import { remindersOf } from "./stored.ts";
import type { Universe } from "./universe.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const week = 7 * day;

/** Days from the anchor at which each kind is due, written out by hand; 30 days, of a hand-over 7, from the last one on. */
const days = {
  notErased: [1, 3, 7, 14, 30],
  newPhone: [1, 3, 7, 14, 30],
  unseen: [0],
  handOver: [-6, -2, 0],
  hold: [1, 3, 7],
} as const;

function dueAt({ about, number }: Reminder, anchorAt: Date): number {
  const points: readonly number[] = days[about];
  const gap = about === "handOver" ? 7 : 30;
  const last = points.at(-1) ?? 0;
  const offset = points[number - 1] ?? last + (number - points.length) * gap;
  return anchorAt.getTime() + offset * day;
}

/** What has to hold of every message at the moment at which it is handed to the channels. */
export function checkMessage({ messageId, holderId, notTo }: OutgoingMessage, world: Universe): void {
  const reminder = remindersOf(world).find(({ reminderId }) => reminderId === messageId);
  hold(reminder !== undefined, "every message is a reminder that is kept");
  if (!reminder) return;
  const now = world.clock();
  hold(reminder.holderId === holderId, "a reminder goes to its own holder");
  hold(!isQuiet(now, world.setting.quiet), "nothing is sent in the quiet hours");
  const subject = subjectOf(reminder, world);
  hold(subject?.isOpen === true, `nobody is reminded of what is over (${reminder.about})`);
  if (!subject) return;
  hold(dueAt(reminder, subject.anchorAt) <= reminder.dueAt.getTime(), "nothing is made before it is due");
  hold(reminder.dueAt <= now, "nothing is sent before it is made");
  for (const deviceId of subject.mustNotReach)
    hold(notTo.includes(deviceId), `the phone in question gets no word of it (${reminder.about})`);
}

interface Looked {
  readonly isOpen: boolean;
  readonly anchorAt: Date;
  readonly mustNotReach: readonly string[];
}

function subjectOf({ subject, about, dueAt: madeAt }: Reminder, world: Universe): Looked | undefined {
  const fields = world.documents.at(subject);
  if (about === "notErased") return lookAtWipe(wipeOf(fields), world);
  if (about === "hold") return lookAtHold(holdOf(fields));
  const device = deviceOf(fields);
  const { matter } = device ?? {};
  if (!device || !matter) return undefined;
  const certificates = certificatesOf(device, world);
  const isInForce = certificates.some(({ state }) => state === "valid");
  const unseenFor = madeAt.getTime() - device.lastSeenAt.getTime();
  const wasHeard = about === "unseen" && unseenFor < 60 * day;
  const isOpen = matter.about === about && !wasHeard && (about === "handOver" || isInForce);
  const mayHear = about === "unseen" || (about === "handOver" && isBeforeTheDay(matter.anchorAt, world));
  const { anchorAt } = matter;
  return { isOpen, anchorAt, mustNotReach: mayHear && !isGone(certificates) ? [] : [device.deviceId] };
}

function isBeforeTheDay(evening: Date, world: Universe): boolean {
  return world.clock().getTime() < evening.getTime() + 18 * 60 * minute;
}

function lookAtWipe(wipe: Wipe | undefined, world: Universe): Looked | undefined {
  if (!wipe) return undefined;
  const device = deviceOf(world.documents.at(`devices/${wipe.deviceId}`));
  // Of a phone that is lost or stolen nobody is reminded at all: there is nothing to do.
  const isLost = device !== undefined && isGone(certificatesOf(device, world));
  const isOpen = !["confirmed", "closedUnverified", "cancelled"].includes(wipe.state) && !isLost;
  return { isOpen, anchorAt: wipe.openedAt, mustNotReach: [wipe.deviceId] };
}

function lookAtHold(one: Hold | undefined): Looked | undefined {
  if (!one) return undefined;
  const mustNotReach = one.certificates.map(({ deviceId }) => deviceId);
  return { isOpen: one.state === "open", anchorAt: one.placedAt, mustNotReach };
}

function certificatesOf({ certificateIds, deviceId }: Device, world: Universe): readonly Certificate[] {
  return certificateIds
    .flatMap((id) => certificateOf(world.documents.at(`certificates/${id}`)) ?? [])
    .filter((certificate) => certificate.deviceId === deviceId);
}

function isGone(certificates: readonly Certificate[]): boolean {
  // Written apart from the product's own list, so that one of them can be found wrong.
  const gone: readonly unknown[] = ["lost", "stolen", "notFound"];
  return certificates.some(
    ({ state, revocation }) =>
      state === "onHold" || gone.includes(revocation?.cause) || gone.includes(revocation?.raised?.cause),
  );
}

/** Tokyo is nine hours ahead all year. */
function isQuiet(at: Date, [from, until]: readonly [number, number]): boolean {
  const now = (Math.floor(at.getTime() / minute) + 9 * 60) % (24 * 60);
  if (from === until) return false;
  return from < until ? now >= from && now < until : now >= from || now < until;
}

/** What has to hold whenever nothing is under way. */
export function checkState(world: Universe): void {
  if (world.problem !== undefined) throw world.problem;
  checkBudget(world);
  const all = <T>(collection: string, read: (fields: unknown) => T | undefined) =>
    world.documents.paths(collection).flatMap((path) => read(world.documents.at(path)) ?? []);
  for (const { nextStep, lastAttempt, remindAt } of all("wipes", wipeOf)) {
    const isOpen = nextStep !== undefined;
    hold(
      !isOpen || !lastAttempt || remindAt !== undefined,
      "a wipe that was attempted has a reminder planned",
    );
    hold(isOpen || remindAt === undefined, "a wipe that is over has none");
  }
  for (const { state, nextStepAt } of all("holds", holdOf))
    hold((state === "open") === (nextStepAt !== undefined), "an open hold has a next step, and no other");
  for (const device of all("devices", deviceOf)) {
    const isInUse = certificatesOf(device, world).some(({ state }) => state === "valid");
    const isWatched = device.state !== "active" || !isInUse || device.matter !== undefined;
    hold(isWatched, "a phone with a valid certificate has a reminder planned");
  }
  for (const { state, nextStepAt } of remindersOf(world))
    hold(
      (state === "due") === (nextStepAt !== undefined),
      "a reminder that is due is tried again, and no other",
    );
}

/** In no seven days more reminders are made than the rules have it. */
function checkBudget(world: Universe): void {
  const made = remindersOf(world).map(({ dueAt: at }) => at.getTime());
  for (const from of made) {
    const within = made.filter((at) => at >= from && at < from + week);
    hold(
      within.length <= world.setting.aWeek,
      "nobody is reminded more often in a week than the rules have it",
    );
  }
}

/** Once every run went well, nothing is due any more. */
export function checkNothingDue(world: Universe): void {
  const now = world.clock();
  const isAhead = (at: unknown) => !(at instanceof Date) || at > now;
  const clocks = [
    ...world.documents.paths("wipes").map((path) => world.documents.at(path)?.remindAt),
    ...world.documents.paths("devices").map((path) => Object(world.documents.at(path)?.matter).remindAt),
    ...world.documents.paths("holds").map((path) => world.documents.at(path)?.nextStepAt),
    ...world.documents.paths("reminders").map((path) => world.documents.at(path)?.nextStepAt),
  ];
  hold(clocks.every(isAhead), "what is due is done by a run that goes well");
}

/** What is open, and of whom a reminder has to come sooner or later: paths of its subjects. */
export function openSubjects(world: Universe): readonly string[] {
  const paths = ["wipes", "holds"].flatMap((collection) => world.documents.paths(collection));
  return paths.filter((path) => {
    const fields = world.documents.at(path);
    if (path.startsWith("holds/")) return lookAtHold(holdOf(fields))?.isOpen;
    const wipe = wipeOf(fields);
    const device = wipe && deviceOf(world.documents.at(`devices/${wipe.deviceId}`));
    const isTold = wipe?.remindAt !== undefined && device?.matter === undefined;
    return isTold && lookAtWipe(wipe, world)?.isOpen;
  });
}

/** The one evening before a hand-over that has to be reminded of, if it is far enough ahead for the budget to have room. */
export function eveningAhead(world: Universe): { readonly path: string; readonly at: number } | undefined {
  const named = world.documents.paths("devices").flatMap((path) => {
    const device = deviceOf(world.documents.at(path));
    const certificates = device?.certificateIds.flatMap(
      (id) => certificateOf(world.documents.at(`certificates/${id}`)) ?? [],
    );
    // Of a phone that is lost nobody is told to hand it over.
    if (!device?.matter || isOutOfHands(certificates ?? [])) return [];
    return device.matter.about === "handOver" ? [{ path, at: device.matter.anchorAt.getTime() }] : [];
  });
  const [one, ...others] = named;
  const isFarEnough = one !== undefined && one.at > world.clock().getTime() + week;
  return isFarEnough && others.length === 0 ? one : undefined;
}

/** Whether the holder was reminded that evening, or by noon of the day itself where the evening was quiet. */
export function isRemindedOf({ path, at }: { path: string; at: number }, world: Universe): boolean {
  return remindersOf(world).some(({ subject, dueAt: made }) => {
    return subject === path && made.getTime() >= at && made.getTime() < at + 18 * 60 * minute;
  });
}
