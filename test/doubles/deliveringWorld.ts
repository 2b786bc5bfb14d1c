import { contactUnsaid } from "../../functions/src/domain/contact.ts";
import type { MailState } from "../../functions/src/domain/mail.ts";
import { deliverMessage } from "../../functions/src/flow/deliverMessage.ts";
import { heedFailedMail } from "../../functions/src/flow/heedFailedMail.ts";
import type { SendOutcome } from "../../functions/src/flow/messagePorts.ts";
import { ReminderWorld } from "./reminderWorld.ts";

/** A world whose reminders and notices go out by mail and SMS, as they are delivered in earnest; push reaches nobody. */
export class DeliveringWorld extends ReminderWorld {
  /** The ids of what the SMS gateway was handed. */
  readonly sms: string[] = [];
  /** What the gateway answers. */
  gateway: () => Promise<SendOutcome> = async () => "sent";

  constructor() {
    super();
    this.channels = () => this.deliverLast();
  }

  /** A holder with a revoked phone, an address for mail and perhaps a number. */
  async revokedHolder(phoneNumber?: string): Promise<{ wipeId: string; holderId: string }> {
    const wipeId = await this.revoked();
    const holderId = String(this.documents.at(`wipes/${wipeId}`)?.holderId);
    const number = phoneNumber === undefined ? {} : { phoneNumber };
    const contact = { ...contactUnsaid(holderId), email: "hanako@example.jp", ...number };
    await this.store.transact(async ({ contacts }) => contacts.keep(contact));
    return { wipeId, holderId };
  }

  /** Delivers what was handed to the channels last. */
  async deliverLast(): ReturnType<typeof deliverMessage> {
    const outgoing = this.messages.at(-1);
    if (!outgoing) throw new Error("nothing was handed to the channels");
    const { read, transact } = this.store;
    const { clock, log } = this;
    const said = { title: "Title", body: "It happened.", todo: "Do this.", short: "short" };
    return deliverMessage(
      { ...outgoing, isLegal: true },
      {
        ...{ read, transact, clock, log, render: () => said, quiet: this.reminderRules.quiet },
        pushNotice: async () => ({ outcome: "targetInvalid" }),
        sendSms: async ({ messageId }) => {
          this.sms.push(messageId);
          return this.gateway();
        },
      },
    );
  }

  /** What the Trigger Email extension makes of the mail, and the event of it. */
  async mailBecomes(state: MailState): Promise<void> {
    const [path = ""] = this.documents.paths("mail");
    this.documents.edit(path, { delivery: { state } });
    await this.heed();
  }

  /** The event that the mail failed, once more or late. */
  heed(): Promise<void> {
    const [path = ""] = this.documents.paths("mail");
    return heedFailedMail(path.slice("mail/".length), this.reminderPorts());
  }
}
