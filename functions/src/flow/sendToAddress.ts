import type { AddressedChannel, Contact } from "../domain/contact.ts";
import { mailOf } from "../domain/mail.ts";
import type { MessageText } from "../domain/message.ts";
import type { SendOutcome, SendSms } from "./messagePorts.ts";
import { AlreadyKept, type Clock, type Transact } from "./ports.ts";

/** What it takes to reach an address. */
export interface AddressPorts {
  readonly transact: Transact<"mails">;
  /** Absent where a deployment sends no SMS. */
  readonly sendSms: SendSms | undefined;
  readonly clock: Clock;
}

/** One message on its way to one address. */
interface AddressedMessage {
  readonly messageId: string;
  readonly channel: AddressedChannel;
  readonly address: string;
  readonly text: MessageText;
  readonly locale: Contact["locale"];
}

/** Sends a message to an address; the same id again is the same mail or SMS. */
export async function sendToAddress(
  { messageId, channel, address, text, locale }: AddressedMessage,
  { transact, sendSms, clock }: AddressPorts,
): Promise<SendOutcome> {
  if (channel === "sms") {
    return sendSms ? sendSms({ messageId, to: address, text: text.short }) : "refused";
  }
  const mail = mailOf(text, { messageId, to: address, locale, now: clock() });
  await transact(async ({ mails }) => mails.keep(mail)).catch((problem: unknown) => {
    // The extension sends a document once, when it is new: one that is there is sent, or will be.
    if (!(problem instanceof AlreadyKept)) throw problem;
  });
  return "sent";
}
