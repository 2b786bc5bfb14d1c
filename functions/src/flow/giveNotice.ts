import type { Message } from "../domain/message.ts";
import { type Happening, type Notice, notice, noticeHours, noticeWith } from "../domain/notice.ts";
import { noticeOfDevice, noticeOfHold, noticeOfWipe } from "../domain/noticeText.ts";
import { endTry, goOnTo, isSendable, putOff, type Sending, stop, takeTry } from "../domain/sending.ts";
import { heardSince, outcomeOf } from "./heardSince.ts";
import { readFacts, type SubjectFacts, subjectAt } from "./reminderFacts.ts";
import type { OutgoingMessage, ReminderPorts, ReminderRecords } from "./reminderPorts.ts";

/** Tells a holder what has happened, once: at any hour what may be somebody else's doing, the rest not at night. */
export async function giveNotice(happening: Happening, ports: ReminderPorts): Promise<void> {
  const { transact, clock } = ports;
  const given = notice(happening, clock());
  await transact(async ({ notices }) => {
    if (!(await notices.read(given.noticeId))) notices.keep(given);
  });
  await sendNotice(given.noticeId, ports);
}

/** Sends a notice that was given, by the first channel that works; crashed or failed, it stays due and is taken up again. */
export async function sendNotice(noticeId: string, ports: ReminderPorts): Promise<void> {
  const { deliver, clock, log } = ports;
  const taken = await takeNotice(noticeId, ports);
  if (!taken) return;
  if (taken === "unknownSubject") return log("subject_unknown", { of: "notice" });
  const { notice: one, facts } = taken;
  const message = await compose(one, facts, ports);
  if (!message) return keepSending(noticeId, ports, async (_, sent) => stop(sent, "closed", clock()));
  const { holderId, about, trying } = one;
  const tried = await deliver({
    ...{ messageId: noticeId, holderId, message, trying, ...reachOf(one, facts) },
    alsoByMail: noticeHours[about] === "any",
    goOnTo: (channel) => keepSending(noticeId, ports, async (_, sent) => goOnTo(sent, channel)),
  });
  await keepSending(noticeId, ports, async (records, sent) =>
    endTry(sent, await heardSince(records, noticeId, tried), clock()),
  );
  log("notice_tried", { about, outcome: outcomeOf(tried) });
  // What there is to do depends on time too, and this may have waited: what the holder was told and what the app shows are one.
  if (message.code === "wipeStuck" && facts.collection === "wipes")
    await ports.show(facts.of.device.deviceId);
}

async function takeNotice(
  noticeId: string,
  { transact, rules, clock, chance }: ReminderPorts,
): Promise<{ notice: Notice; facts: SubjectFacts } | "unknownSubject" | undefined> {
  const [now, drawn] = [clock(), chance()];
  return transact(async (records) => {
    const found = await records.notices.read(noticeId);
    if (!found || !isSendable(found, now)) return undefined;
    const subject = subjectAt(found.subject);
    if (!subject) {
      records.notices.keep(noticeWith(found, takeTry(found, now)));
      return "unknownSubject";
    }
    const facts = await readFacts(records, subject);
    const isToBeSent = facts && !facts.isDeceased;
    const later =
      noticeHours[found.about] === "day" ? putOff(found, rules.quiet, { now, chance: drawn }) : undefined;
    const after = isToBeSent ? (later ?? takeTry(found, now)) : stop(found, "closed", now);
    records.notices.keep(noticeWith(found, after));
    return isToBeSent && !later && after.state === "due" ? { notice: found, facts } : undefined;
  });
}

async function keepSending(
  noticeId: string,
  { transact }: ReminderPorts,
  after: (records: ReminderRecords, sent: Notice) => Promise<Sending>,
): Promise<void> {
  await transact(async (records) => {
    const sent = await records.notices.read(noticeId);
    if (sent) records.notices.keep(noticeWith(sent, await after(records, sent)));
  });
}

async function compose(
  { about, dueAt }: Notice,
  facts: SubjectFacts,
  { rules, resetHelps, clock }: ReminderPorts,
): Promise<Message | undefined> {
  if (facts.collection === "holds") return noticeOfHold(about, facts.hold, facts.certificates);
  const { device } = facts.of;
  if (facts.collection === "devices") return noticeOfDevice(about, device, dueAt);
  const known = {
    ...facts.of,
    resetHelps: await resetHelps(device.handset),
    hibernation: rules.hibernation,
    now: clock(),
  };
  return noticeOfWipe(about, facts.wipe, known);
}

/**
 * The phone that it happened to doesn't show it: it was revoked, is on hold, or is elsewhere: on a shop's counter, or where
 * somebody else's app has found its certificates. One that was released may still be gone, for somebody else may have had it
 * released, and no record says so any more.
 */
function reachOf(
  { about, dueAt }: Notice,
  facts: SubjectFacts,
): Pick<OutgoingMessage, "notTo" | "elsewhereSince"> {
  if (facts.collection === "holds") {
    const notTo = facts.certificates.map(({ deviceId }) => deviceId);
    return { notTo, elsewhereSince: about === "released" ? facts.hold.placedAt : undefined };
  }
  const elsewhereSince = facts.collection === "devices" ? dueAt : undefined;
  return { notTo: [facts.of.device.deviceId], elsewhereSince };
}
