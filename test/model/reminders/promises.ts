import type { Hold } from "../../../functions/src/domain/hold.ts";
import type { Reminder } from "../../../functions/src/domain/reminder.ts";
import type { Wipe } from "../../../functions/src/domain/wipe.ts";
import type { OutgoingMessage } from "../../../functions/src/flow/reminderPorts.ts";
import { deviceOf, holdOf, wipeOf } from "../../../functions/src/store/firestoreStore.ts";
import { hold } from "../violation.ts";
import { checkBudgets } from "./budgets.ts";
import { certificatesOf, isBeforeTheDay, isGone } from "./phones.ts";
import { remindersOf } from "./stored.ts";
import type { Universe } from "./universe.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Days from the anchor at which each kind is due, written out by hand; 30 days, of a hand-over 7, from the last one on. */
const days = {
  notErased: [1, 3, 7, 14, 30],
  newPhone: [1, 3, 7, 14, 30],
  erasedNotRevoked: [1, 3, 7, 14, 30],
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
export function checkMessage(outgoing: OutgoingMessage, world: Universe): void {
  const { messageId, holderId, notTo } = outgoing;
  const about = world.documents.at(`notices/${messageId}`);
  if (about) {
    checkMissedNotice(outgoing, wipeOf(world.documents.at(String(about.subject))), world);
    return;
  }
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

/** The notices here are those that nobody gave when it happened: of phones in other hands, about which nobody is reminded. */
function checkMissedNotice(
  { message, notTo }: OutgoingMessage,
  wipe: Wipe | undefined,
  world: Universe,
): void {
  const device = deviceOf(world.documents.at(`devices/${wipe?.deviceId}`));
  hold(message.code === "revoked" || message.code === "revokedByCa", "only a revocation is told late");
  hold(
    device !== undefined && isGone(certificatesOf(device, world)),
    "told late is only what nobody is reminded of",
  );
  hold(notTo.includes(wipe?.deviceId ?? ""), "a phone in other hands gets no word of its revocation");
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

/** Tokyo is nine hours ahead all year. */
function isQuiet(at: Date, [from, until]: readonly [number, number]): boolean {
  const now = (Math.floor(at.getTime() / minute) + 9 * 60) % (24 * 60);
  if (from === until) return false;
  return from < until ? now >= from && now < until : now >= from || now < until;
}

/** What has to hold whenever nothing is under way. */
export function checkState(world: Universe): void {
  if (world.problem !== undefined) throw world.problem;
  checkBudgets(world);
  const all = <T>(collection: string, read: (fields: unknown) => T | undefined) =>
    world.documents.paths(collection).flatMap((path) => read(world.documents.at(path)) ?? []);
  for (const { nextStep, attempts, movesInARow, remindAt } of all("wipes", wipeOf)) {
    const isOpen = nextStep !== undefined;
    const wasBegun = attempts > 0 || movesInARow > 0;
    hold(!isOpen || !wasBegun || remindAt !== undefined, "a wipe that was begun has a reminder planned");
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
