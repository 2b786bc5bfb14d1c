import { contactUnsaid } from "../../../functions/src/domain/contact.ts";
import { hexDigest } from "../../../functions/src/domain/hash.ts";
import { isLegal } from "../../../functions/src/domain/message.ts";
import { deliverMessage } from "../../../functions/src/flow/deliverMessage.ts";
import type { OutgoingMessage, ReminderPorts } from "../../../functions/src/flow/reminderPorts.ts";
import { render } from "../../../functions/src/text/render.ts";
import { caTells } from "../../doubles/partners.ts";
import { ReminderWorld } from "../../doubles/reminderWorld.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { sampleDevice, sampleSigning, start } from "../../doubles/samples.ts";
import { cardSigned } from "../../doubles/world.ts";
import type { Figures } from "../figures.ts";
import { hold } from "../violation.ts";
import { phones } from "./arbitraries.ts";
import { checkReached } from "./phones.ts";
import { checkMessage } from "./promises.ts";
import type { ChannelAnswer, Deed, Run, Setting } from "./step.ts";

/** What a process that ends half-way fails with. */
export class Died extends Error {
  override name = "Died";
}

/** The cards of the two holders: the second turns out to be the first one's successor. */
export const cards = ["card-1", "card-2"] as const;

/** Two holders' world under the rules of a history; every message is checked as it leaves. */
export class Universe extends ReminderWorld {
  readonly figures: Figures;
  readonly setting: Setting;
  /** The holder whom each card signed in. */
  readonly #holders = new Map<string, string>();
  /** Whether the CA has told that both are one person. */
  #isLinked = false;
  /** The reminders that were looked at already. */
  readonly judged = new Set<string>();
  /** What every phone is enrolled as now; a phone that never was is absent. */
  readonly deviceIds = new Map<number, string>();
  readonly generations = new Map<number, number>();
  readonly everEnrolled = new Set<string>();
  /** What the channels took, by message. */
  readonly taken = new Map<string, number>();
  /** Problems found where the flows would catch them. */
  problem: unknown;
  #minutes = 0;
  #numbers = 0;
  #diesAfter: number | undefined;

  constructor(setting: Setting, figures: Figures) {
    super();
    this.figures = figures;
    this.setting = setting;
    const [from, until] = setting.quiet;
    const quiet = { from, until, timeZone: "Asia/Tokyo" };
    this.reminderRules = { ...sampleRules, quiet, aWeek: setting.aWeek };
  }

  /** A number that was never used before. */
  next(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** A holder signs in by their card, and can be reached by SMS where push fails. */
  async signInBy(cardId: string): Promise<void> {
    const session = await this.signIn(cardSigned({ cardId, jti: `session-by-${cardId}` }));
    const holderId = "holderId" in session ? session.holderId : "";
    this.#holders.set(cardId, holderId);
    const contact = { ...contactUnsaid(holderId), phoneNumber: "+819012345678" };
    await this.store.transact(async ({ contacts }) => contacts.keep(contact));
  }

  /** The holder who enrols a phone, whatever they are known as meanwhile. */
  holderOf(phone: number): string {
    return this.#holders.get(phone < phones / 2 ? cards[0] : cards[1]) ?? "";
  }

  /** The card that whoever has a phone can sign with now. */
  cardOf(phone: number): string {
    return phone < phones / 2 && !this.#isLinked ? cards[0] : cards[1];
  }

  /** The ids of whoever has this one. */
  personOf(holderId: string): readonly string[] {
    return this.people().find((ids) => ids.includes(holderId)) ?? [holderId];
  }

  /** Every person there is, as the ids that they are known under. */
  people(): readonly (readonly string[])[] {
    const ids = [...this.#holders.values()];
    return this.#isLinked ? [ids] : ids.map((id) => [id]);
  }

  /** The CA tells that the first card was renewed. */
  async link(): Promise<void> {
    await caTells(this, { kind: "cardRenewed", cardId: cards[0], newCardId: cards[1] });
    this.#isLinked = true;
  }

  pass(minutes: number): void {
    this.#minutes += minutes;
    this.setMinutes(this.#minutes);
  }

  /** Goes on to a time, or stays where that is past. */
  passTo(at: Date): void {
    const minutes = Math.ceil((at.getTime() - start.getTime()) / 60_000);
    this.pass(Math.max(0, minutes - this.#minutes));
  }

  /** How a phone registers in a generation of its certificates. */
  registrationOf(phone: number, generation: number) {
    const certificates = (["signing", "authentication"] as const).map((kind) => {
      const id = hexDigest(String(phone), String(generation), kind);
      return { certificateId: id, thumbprint: id.slice(0, 43), kind, expiresAt: sampleSigning.expiresAt };
    });
    return {
      ...{ certificates, secureElement: hexDigest("phone", String(phone)), signedAt: this.clock() },
      ...{ deviceKey: { ...sampleDevice.deviceKey, x: hexDigest("key", String(phone)).slice(0, 43) } },
      pushTarget: { kind: "fcmToken", value: `push-target-${phone}` } as const,
    };
  }

  /** Has the process of one run end after so many commits. */
  during(diesAfter: number | undefined): void {
    this.#diesAfter = diesAfter;
  }

  /** What the channels do in one run. */
  answering(
    { channels, meanwhile }: Pick<Run, "channels" | "meanwhile">,
    play: (deed: Deed) => Promise<void>,
  ) {
    let isFirst = true;
    this.channels = async () => {
      const deed = isFirst ? meanwhile : undefined;
      isFirst = false;
      if (deed) await play(deed);
      return answerOf(channels);
    };
  }

  override reminderPorts(): ReminderPorts {
    const ports = super.reminderPorts();
    const transact: ReminderPorts["transact"] = async (body) => {
      if (this.#diesAfter === 0) throw new Died();
      if (this.#diesAfter !== undefined) this.#diesAfter -= 1;
      return ports.transact(body);
    };
    return { ...ports, transact, deliver: (message) => this.#deliver(message, ports) };
  }

  async #deliver(message: OutgoingMessage, { deliver }: ReminderPorts) {
    try {
      checkMessage(message, this);
    } catch (problem) {
      this.problem ??= problem;
    }
    this.figures.add("messages", message.message.code);
    await this.#reach(message);
    const answer = await deliver(message);
    if ("channel" in answer) this.#note(message.messageId);
    return answer;
  }

  /** Hands it to the channels as they are: every phone shows it, or none does, and then the number is tried. */
  async #reach({ message, ...outgoing }: OutgoingMessage): Promise<void> {
    const targets: string[] = [];
    let hasRung = false;
    const isShown = this.next() % 2 === 0;
    await deliverMessage(
      // What became of it the history says, not this: so nothing of it is kept.
      { ...outgoing, message, isLegal: isLegal(message.code), goOnTo: async () => undefined },
      {
        quiet: this.reminderRules.quiet,
        ...{ read: this.store.read, transact: this.store.transact, render, clock: this.clock },
        pushNotice: async ({ value }) => {
          targets.push(value);
          return { outcome: isShown ? "accepted" : "unavailable" };
        },
        sendSms: async () => {
          hasRung = true;
          return "sent";
        },
        log: () => undefined,
      },
    );
    this.figures.add("channels", hasRung ? "sms" : `push to ${targets.length} phones`);
    try {
      checkReached(outgoing.holderId, { targets, hasRung }, this);
    } catch (problem) {
      this.problem ??= problem;
    }
  }

  #note(messageId: string): void {
    const times = (this.taken.get(messageId) ?? 0) + 1;
    this.taken.set(messageId, times);
    try {
      hold(times === 1 || this.#diesAfter !== undefined || this.hasDied, "what was sent isn't sent again");
    } catch (problem) {
      this.problem ??= problem;
    }
  }

  /** Whether any process died half-way: what it had sent nobody knows, so it may be sent again. */
  hasDied = false;
}

async function answerOf(channels: ChannelAnswer) {
  if (channels === "dies") throw new Died();
  if (channels === "push" || channels === "email") return { channel: channels };
  return { unsent: channels };
}
