import { addressOf, type Channel, type Contact, numberConfirmedAt } from "../domain/contact.ts";
import type { Device } from "../domain/device.ts";
import type { MessageText } from "../domain/message.ts";
import { isConfirmedSince } from "../domain/outOfHands.ts";
import { pushEnds, pushEndsOn } from "../domain/pushLife.ts";
import { pushTargetStateAt } from "../domain/pushTarget.ts";
import type { QuietHours } from "../domain/quietHours.ts";
import type { PushNotice, SendOutcome } from "./messagePorts.ts";
import type { Transact } from "./ports.ts";
import type { OutgoingMessage } from "./reminderPorts.ts";
import { isRingingElsewhere } from "./ringing.ts";
import { type AddressPorts, sendToAddress } from "./sendToAddress.ts";

/** What sending by any channel takes. */
export interface WayPorts extends AddressPorts {
  readonly read: Transact<"devices" | "certificates">;
  readonly pushNotice: PushNotice;
  /** When nobody is disturbed, also by what comes late. */
  readonly quiet: QuietHours;
}

/** What there is to reach a holder by. */
export interface Reach {
  /** Every id that the person is known under. */
  readonly holderIds: readonly string[];
  readonly contact: Contact;
  /** The phones that may show messages. */
  readonly devices: readonly Device[];
  /** Whether this message went by mail before, and the mail never came. */
  readonly hasFailedMail: boolean;
  readonly text: MessageText;
}

/** What a channel says; `doubtful`: it took it, and nothing says that it gets there. */
type Took = SendOutcome | "doubtful";

interface Surroundings {
  readonly reach: Reach;
  readonly ports: WayPorts;
}

/** How a message is sent by a channel; undefined for one that doesn't lead to this holder. Nothing is sent yet. */
export async function wayTo(
  channel: Channel,
  outgoing: OutgoingMessage,
  { reach, ports }: Surroundings,
): Promise<(() => Promise<Took>) | undefined> {
  if (channel === "push") return wayByPush(outgoing, { reach, ports });
  const address = addressOf(reach.contact, channel);
  if (address === undefined) return undefined;
  if (channel === "sms" && !(await maySendSms(outgoing, { reach, ports }))) return undefined;
  if (channel === "email" && reach.hasFailedMail) return async () => "refused";
  const { text, contact } = reach;
  const addressed = { messageId: outgoing.messageId, channel, address, text, locale: contact.locale };
  return () => sendToAddress(addressed, ports);
}

async function maySendSms(
  { elsewhereSince }: OutgoingMessage,
  { reach: { holderIds, contact }, ports }: Surroundings,
): Promise<boolean> {
  const confirmedAt = numberConfirmedAt(contact);
  if (!ports.sendSms || !isConfirmedSince(elsewhereSince, confirmedAt)) return false;
  return !(await isRingingElsewhere({ holderIds, confirmedAt }, ports));
}

/**
 * To every phone that may show it, and sent once one took it that was heard of lately. What FCM says against a target strikes only here
 * and now: dead is what a wipe's attempts find dead, by a rule about days, and several notices in one day must neither
 * hasten that nor cost a wipe its way to the phone.
 */
function wayByPush(
  { messageId, message, notTo }: OutgoingMessage,
  { reach, ports }: Surroundings,
): (() => Promise<Took>) | undefined {
  const now = ports.clock();
  const ends = pushEnds(message, ports.quiet, now);
  const phones = reach.devices
    .filter(({ deviceId }) => !notTo.includes(deviceId))
    .map(({ pushTarget, lastSeenAt, matter }) => {
      const timeToLive = Math.max(0, pushEndsOn(matter, ends).getTime() - now.getTime());
      return { pushTarget, timeToLive, state: pushTargetStateAt(pushTarget, lastSeenAt, now) };
    })
    .filter(({ state }) => state !== "dead");
  if (phones.length === 0) return undefined;
  const { title, short } = reach.text;
  const notice = { messageId, title, body: short };
  return async () => {
    const sent = phones.map(({ pushTarget, timeToLive }) =>
      ports.pushNotice(pushTarget, { ...notice, timeToLive }),
    );
    const results = await Promise.all(sent);
    const taken = phones.filter((_, i) => results[i]?.outcome === "accepted");
    if (taken.length > 0) return taken.some(({ state }) => state === "active") ? "sent" : "doubtful";
    const mayPass = results.some(({ outcome }) => outcome === "unavailable" || outcome === "throttled");
    return mayPass ? "unavailable" : "refused";
  };
}
