import { hexDigest } from "../../../functions/src/domain/hash.ts";
import type { OutgoingMessage, ReminderPorts } from "../../../functions/src/flow/reminderPorts.ts";
import { ReminderWorld } from "../../doubles/reminderWorld.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { sampleDevice, sampleSigning, start } from "../../doubles/samples.ts";
import type { Figures } from "../figures.ts";
import { hold } from "../violation.ts";
import { checkMessage } from "./promises.ts";
import type { ChannelAnswer, Deed, Run, Setting } from "./step.ts";

/** What a process that ends half-way fails with. */
export class Died extends Error {
  override name = "Died";
}

/** One person's world under the rules of a history; every message is checked as it leaves. */
export class Universe extends ReminderWorld {
  readonly figures: Figures;
  readonly setting: Setting;
  holderId = "";
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
    const answer = await deliver(message);
    if ("channel" in answer) this.#note(message.messageId);
    return answer;
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
  return { undelivered: channels };
}
