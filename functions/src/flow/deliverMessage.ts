import { addressOf, type Channel, type Contact, messageChannels } from "../domain/contact.ts";
import type { Device } from "../domain/device.ts";
import type { Mail } from "../domain/mail.ts";
import type { Message, MessageText } from "../domain/message.ts";
import { mayShowMessages } from "../domain/outOfHands.ts";
import { pushTargetStateAt } from "../domain/pushTarget.ts";
import type { PushNotice, RenderMessage, SendOutcome } from "./messagePorts.ts";
import type { Log, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import { readContact } from "./readContact.ts";
import { readPerson } from "./readPerson.ts";
import { type AddressPorts, sendToAddress } from "./sendToAddress.ts";

/** What delivering a message takes. */
export interface DeliveryPorts extends AddressPorts {
  readonly read: Transact<"cards" | "devices" | "certificates" | "contacts" | "mails">;
  readonly render: RenderMessage;
  readonly pushNotice: PushNotice;
  readonly log: Log;
}

/** A message to a holder. */
export interface Delivery {
  /** What the message is about, hashed (64 hex digits): the same id again is the same message. */
  readonly messageId: string;
  readonly holderId: string;
  readonly message: Message;
  /** Phones that must not show it: the one in question, wherever it is. */
  readonly notTo: readonly string[];
  /** Whether that phone may be in other hands: nobody knows which phone a number rings on, so then no SMS. */
  readonly mayBeElsewhere: boolean;
  /** Whether the holder is owed it: then it goes out whatever the holder prefers. */
  readonly isLegal: boolean;
}

/** By which channel a message went; or why by none, and whether it may later. */
export type Delivered =
  | { readonly channel: Channel }
  | { readonly undelivered: "noChannel" | "notWanted" | "failed" };

/** What there is to reach a holder by. */
interface Reach {
  readonly contact: Contact;
  readonly devices: readonly Device[];
  readonly mail: Mail | undefined;
  /** Whether one of their phones may be in other hands: the number may ring on that one. */
  readonly isAnyElsewhere: boolean;
}

/**
 * Gives a message to the first channel that takes it, in the holder's order; one that is owed goes on to the channels that
 * the holder left out. A repeat is the same mail and the same SMS, and where there is a mail already it goes nowhere else; on a
 * phone it replaces itself. Which channel it was the caller keeps. What a channel answers is never an exception, a
 * database that is away is: then the caller tries again.
 */
export async function deliverMessage(delivery: Delivery, ports: DeliveryPorts): Promise<Delivered> {
  const reach = await ports.read(async (records): Promise<Reach> => {
    const ids = await readPerson(records, delivery.holderId);
    const active = (await Promise.all(ids.map((id) => records.devices.activeOf(id)))).flat();
    const mail = await records.mails.read(delivery.messageId);
    const contact = await readContact(records, delivery.holderId);
    // Another phone of theirs may be lost too, and would show the finder what becomes of this one.
    const certificates = await Promise.all(active.map((device) => readOwnCertificates(records, device)));
    const now = ports.clock();
    const devices = active.filter((device, i) => mayShowMessages(device, certificates[i] ?? [], now));
    return { contact, devices, mail, isAnyElsewhere: devices.length < active.length };
  });
  if (reach.mail && reach.mail.delivery?.state !== "ERROR") return { channel: "email" };
  if (!delivery.isLegal && !reach.contact.wantsTips) return { undelivered: "notWanted" };
  const text = ports.render(delivery.message, reach.contact);
  return tryChannels(delivery, { ...reach, text }, ports);
}

async function tryChannels(
  delivery: Delivery,
  reach: Reach & { text: MessageText },
  ports: DeliveryPorts,
): Promise<Delivered> {
  const { channels } = reach.contact;
  const others = delivery.isLegal ? messageChannels.filter((one) => !channels.includes(one)) : [];
  let hasFailed = false;
  for (const channel of [...channels, ...others]) {
    const outcome = await tryChannel(channel, delivery, { reach, ports });
    if (outcome === "sent") return { channel };
    if (outcome === undefined) continue;
    hasFailed = true;
    ports.log("message_channel_failed", { channel, outcome });
  }
  return { undelivered: hasFailed ? "failed" : "noChannel" };
}

interface Surroundings {
  readonly reach: Reach & { readonly text: MessageText };
  readonly ports: DeliveryPorts;
}

/** What a channel says; undefined for one that doesn't lead to this holder. */
async function tryChannel(
  channel: Channel,
  delivery: Delivery,
  { reach, ports }: Surroundings,
): Promise<SendOutcome | undefined> {
  if (channel === "push") return push(delivery, { reach, ports });
  const address = addressOf(reach.contact, channel);
  if (
    address === undefined ||
    (channel === "sms" && (!ports.sendSms || delivery.mayBeElsewhere || reach.isAnyElsewhere))
  )
    return undefined;
  if (channel === "email" && reach.mail) return "refused";
  const { text, contact } = reach;
  const { messageId } = delivery;
  return sendToAddress({ messageId, channel, address, text, locale: contact.locale }, ports);
}

/**
 * To every phone that may show it, and taken once one took it. What FCM says against a target strikes only here and now:
 * dead is what a wipe's attempts find dead, by a rule about days, and several notices in one day must neither
 * hasten that nor cost a wipe its way to the phone.
 */
async function push(
  { messageId, notTo }: Delivery,
  { reach, ports }: Surroundings,
): Promise<SendOutcome | undefined> {
  const now = ports.clock();
  const { title, short } = reach.text;
  const alive = reach.devices.filter(
    ({ deviceId, pushTarget, lastSeenAt }) =>
      !notTo.includes(deviceId) && pushTargetStateAt(pushTarget, lastSeenAt, now) !== "dead",
  );
  if (alive.length === 0) return undefined;
  const notice = { messageId, title, body: short };
  const results = await Promise.all(alive.map(({ pushTarget }) => ports.pushNotice(pushTarget, notice)));
  const outcomes = results.map(({ outcome }) => outcome);
  if (outcomes.includes("accepted")) return "sent";
  return outcomes.some((one) => one === "unavailable" || one === "throttled") ? "unavailable" : "refused";
}
