import { chainOf } from "../domain/channelChain.ts";
import { addressOf, type Channel } from "../domain/contact.ts";
import type { Device } from "../domain/device.ts";
import { hasFailed, type Mail } from "../domain/mail.ts";
import { mayShowMessages } from "../domain/outOfHands.ts";
import type { TryOutcome } from "../domain/sending.ts";
import type { RenderMessage } from "./messagePorts.ts";
import type { Log, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import { readReach } from "./readContact.ts";
import { readPerson } from "./readPerson.ts";
import type { OutgoingMessage } from "./reminderPorts.ts";
import { type Reach, type WayPorts, wayTo } from "./wayTo.ts";

/** What delivering a message takes. */
interface DeliveryPorts extends WayPorts {
  readonly read: Transact<"cards" | "devices" | "certificates" | "contacts" | "mails">;
  readonly render: RenderMessage;
  readonly log: Log;
}

/** A message to a holder; its id is a hash of what it is about (64 hex digits): the same id again is the same message. */
export interface Delivery extends OutgoingMessage {
  /** Whether the holder is owed it: then it goes out whatever the holder prefers. */
  readonly isLegal: boolean;
}

/** What there is to reach a holder by. */
interface Found extends Omit<Reach, "text"> {
  readonly mail: Mail | undefined;
}

/**
 * Gives a message to the first channel of which there is reason to think that it reaches the holder, in the holder's order; one that is
 * owed goes on to the channels that the holder left out. A repeat is the same mail and the same SMS, and where there is a mail
 * already it goes nowhere else unless that failed; on a phone it replaces itself. Which channel it was the caller keeps. What a
 * channel answers is never an exception, a database that is away is: then the caller tries again.
 */
export async function deliverMessage(delivery: Delivery, ports: DeliveryPorts): Promise<TryOutcome> {
  const found = await findHolder(delivery, ports);
  if (found.mail && !hasFailed(found.mail)) return { channel: "email" };
  if (!delivery.isLegal && !found.contact.wantsTips) return { unsent: "notWanted" };
  const text = ports.render(delivery.message, found.contact);
  return tryChannels(delivery, { ...found, text }, ports);
}

function findHolder({ holderId, messageId }: Delivery, { read, clock }: DeliveryPorts): Promise<Found> {
  return read(async (records) => {
    const holderIds = await readPerson(records, holderId);
    const active = (await Promise.all(holderIds.map((id) => records.devices.activeOf(id)))).flat();
    const mail = await records.mails.read(messageId);
    const contact = await readReach(records, holderIds);
    // Another phone of theirs may be lost too, and would show the finder what becomes of this one.
    const certificates = await Promise.all(active.map((device) => readOwnCertificates(records, device)));
    const now = clock();
    const mayShow = (device: Device, i: number) =>
      // Nor a phone on which somebody else's app came upon its certificates, until its holder registers it again.
      device.found === undefined && mayShowMessages(device, certificates[i] ?? [], now);
    const devices = active.filter(mayShow);
    return { holderIds, contact, devices, mail, hasFailedMail: mail !== undefined };
  });
}

/**
 * A push that only phones took of which nothing was heard for long ends nothing, for FCM accepts what lies in a drawer: the
 * next channel is tried as well. Nor does one that a mail is to go with, while that is ahead.
 */
async function tryChannels(delivery: Delivery, reach: Reach, ports: DeliveryPorts): Promise<TryOutcome> {
  const chain = chainOf(reach.contact, delivery);
  const hasMail = delivery.alsoByMail && addressOf(reach.contact, "email") !== undefined;
  let [shown, hasFailed, mayGoWellLater]: [Channel | undefined, boolean, boolean] = [undefined, false, false];
  for (const [i, channel] of chain.entries()) {
    const send = await wayTo(channel, delivery, { reach, ports });
    if (!send) continue;
    // A mail is its own note: it is kept before it is sent.
    if (i > 0 && channel !== "email") await delivery.goOnTo(channel);
    const outcome = await send();
    const isOneOfTwo = channel === "push" && hasMail && chain.indexOf("email") > i;
    if (outcome === "sent" && !isOneOfTwo) return { channel };
    if (outcome === "sent" || outcome === "doubtful") shown = channel;
    else {
      hasFailed = true;
      mayGoWellLater ||= outcome === "unavailable";
      ports.log("message_channel_failed", { channel, outcome });
    }
  }
  if (shown && !mayGoWellLater) return { channel: shown };
  return { unsent: hasFailed ? "failed" : "noChannel", ...(shown ? { shown } : {}) };
}
