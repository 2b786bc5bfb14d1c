import type { AttemptResult } from "../../functions/src/domain/attempt.ts";
import { type Channel, type Contact, contactUnsaid } from "../../functions/src/domain/contact.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { QuietHours } from "../../functions/src/domain/quietHours.ts";
import { confirmContact, type GivenCode } from "../../functions/src/flow/confirmContact.ts";
import { type Delivery, deliverMessage } from "../../functions/src/flow/deliverMessage.ts";
import type {
  PushNotice,
  RenderMessage,
  SendOutcome,
  SendSms,
} from "../../functions/src/flow/messagePorts.ts";
import type { Log } from "../../functions/src/flow/ports.ts";
import { type SaidContact, setContact } from "../../functions/src/flow/setContact.ts";
import { tellFormerAddresses } from "../../functions/src/flow/tellFormerAddresses.ts";
import { World } from "./world.ts";

/** The code and its values as they are: how they are put into words is the texts' business. */
const plainly: RenderMessage = ({ code, values }, { locale, timeZone }) => ({
  title: `${code} in ${locale}`,
  body: JSON.stringify(values),
  todo: `at ${timeZone}`,
  short: `${code}: ${JSON.stringify(values)}`,
});

/** What the first code of each world is; each later one is one more. */
export const firstCode = 100_001;

/** A world whose people are reached by push, mail and SMS. */
export class ContactWorld extends World {
  readonly sms: Parameters<SendSms>[0][] = [];
  readonly pushed: ({ readonly target: string } & Parameters<PushNotice>[1])[] = [];
  /** Which channels deliveries went on to, as it would be kept. */
  readonly wentOnTo: Channel[] = [];
  /** When it is quiet: never, unless a test says so. */
  quiet: QuietHours = { from: 0, until: 0, timeZone: "Asia/Tokyo" };
  readonly said: Parameters<Log>[] = [];
  /** What the SMS gateway answers; undefined where there is none. */
  gateway: (() => Promise<SendOutcome>) | undefined = async () => "sent";
  /** What FCM answers to a notice for a target. */
  fcmSays: (target: string) => AttemptResult = () => ({ outcome: "accepted" });
  readonly #log: Log | undefined;
  #codes = firstCode - 1;

  /** What its flows log goes to `log` too, where there is one. */
  constructor(log?: Log) {
    super();
    this.#log = log;
  }

  /** A holder who signed in by card just now says how to be reached. */
  setContact(said: Pick<SaidContact, "holderId"> & Partial<SaidContact>): ReturnType<typeof setContact> {
    return setContact({ signedInAt: this.clock(), ...said }, this.#ports());
  }

  /** A holder who was reachable so all along. */
  async reachable(holderId: string, contact: Partial<Contact>): Promise<void> {
    await this.store.transact(async ({ contacts }) =>
      contacts.keep({ ...contactUnsaid(holderId), ...contact }),
    );
  }

  confirm(given: Omit<GivenCode, "signedInAt"> & Partial<GivenCode>): ReturnType<typeof confirmContact> {
    return confirmContact({ signedInAt: this.clock(), ...given }, this.#ports());
  }

  tellFormer(holderId: string): Promise<void> {
    return tellFormerAddresses(holderId, this.#ports());
  }

  deliver(delivery: Pick<Delivery, "holderId"> & Partial<Delivery>): ReturnType<typeof deliverMessage> {
    const message = { code: "contactChanged", values: { changedAt: this.clock() } } as const;
    const whole = {
      messageId: "m".repeat(64),
      message,
      notTo: [],
      elsewhereSince: undefined,
      alsoByMail: false,
      isLegal: true,
      trying: undefined,
      goOnTo: async (channel: Channel) => void this.wentOnTo.push(channel),
      ...delivery,
    };
    return deliverMessage(whole, this.#ports());
  }

  /** The mails as the Trigger Email extension finds them, by their ids. */
  mails(): Record<string, unknown>[] {
    return this.documents.paths("mail").map((path) => ({ ...this.documents.at(path) }));
  }

  #ports() {
    const { read, transact } = this.store;
    const { clock, newId, limit } = this;
    const gateway = this.gateway;
    const sendSms: SendSms | undefined = gateway && ((sms) => this.#keepSms(sms, gateway));
    return {
      ...{ read, transact, clock, newId, limit, sendSms, render: plainly },
      sessionLife: 600_000,
      auditRefusal: this.auditRefusal,
      hashCode: (salt: string, address: string, code: string) => hexDigest(salt, address, code),
      newCode: () => {
        this.#codes += 1;
        return String(this.#codes);
      },
      quiet: this.quiet,
      pushNotice: async (target: { value: string }, notice: Parameters<PushNotice>[1]) => {
        this.pushed.push({ target: target.value, ...notice });
        return this.fcmSays(target.value);
      },
      log: (...said: Parameters<Log>) => {
        this.said.push(said);
        this.#log?.(...said);
      },
    };
  }

  async #keepSms(sms: Parameters<SendSms>[0], gateway: () => Promise<SendOutcome>): Promise<SendOutcome> {
    this.sms.push(sms);
    return gateway();
  }
}
