import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { type WipeCommand, WipeMessage } from "../../../functions/src/contract/wipeCommand.ts";
import type { Narrate } from "../standIn.ts";
import { checkCommand, type Identity } from "./checkCommand.ts";
import { compactJws } from "./compactJws.ts";
import type { DeviceKey } from "./deviceKey.ts";
import { allStale, eraseAsTold, isAnswered, type Result } from "./eraseAsTold.ts";
import type { FindKey } from "./keySet.ts";
import { type Patience, Persistence } from "./persistence.ts";
import type { SecureElement } from "./secureElement.ts";

/** What became of one sending: taken, refused for good, or to be tried again. */
export type Sent = "taken" | "refused" | "tryAgain";

/** An acknowledgement as the app keeps it: written down before it is first sent, sent again until taken. */
interface Answer {
  readonly commandId: string;
  readonly seq: number;
  readonly results: readonly Result[];
  readonly jws: string;
  state: "waiting" | "taken" | "refused";
  tries: number;
}

/** What the app needs of the phone it runs on, and of the network. */
interface WipeAppPorts {
  readonly deviceKey: DeviceKey;
  readonly secureElement: SecureElement;
  readonly findKey: FindKey;
  readonly identity: () => Identity | undefined;
  /** Sends an acknowledgement; throws without a network. */
  readonly send: (jws: string) => Promise<Sent>;
  /** Whether the system lets the app run now. */
  readonly isAwake: () => boolean;
  readonly narrate: Narrate;
  readonly patience: Patience;
}

const eraseNotice = "The certificates on this phone were removed, because they have been revoked.";

/** The part of the app that obeys wipe commands: one at a time, each answered, each answer kept until taken. */
export class WipeApp {
  readonly #ports: WipeAppPorts;
  readonly #inbox: string[] = [];
  /** Commands that were answered `notNow`, by their id. */
  readonly #deferred = new Map<string, string>();
  readonly #reading: Persistence;
  readonly #sending: Persistence;
  readonly answers: Answer[] = [];
  readonly notices: { text: string; shownAt: string }[] = [];
  readonly ignored: { reason: string; receivedAt: string }[] = [];

  constructor(ports: WipeAppPorts) {
    this.#ports = ports;
    this.#reading = new Persistence(() => this.#readInbox(), ports.patience);
    this.#sending = new Persistence(() => this.#sendAnswers(), ports.patience);
  }

  /** Takes the data of a push message; never throws, whatever is in it. */
  receive(data: unknown): void {
    const message = WipeMessage.safeParse(data);
    if (!message.success) {
      this.#ignore("not a wipe message");
      return;
    }
    this.#inbox.push(message.data.command);
    this.#reading.kick();
  }

  /** Contact again (network back, screen on, app started): works off what was left, also what couldn't be done then. */
  wake(): void {
    this.#inbox.push(...this.#deferred.values());
    this.#deferred.clear();
    this.#reading.kick();
    this.#sending.kick();
  }

  stop(): void {
    this.#reading.stop();
    this.#sending.stop();
  }

  get unread(): number {
    return this.#inbox.length;
  }

  /** Commands leave the inbox after they were dealt with, so that a failure in between loses none. */
  async #readInbox(): Promise<boolean> {
    const { identity, findKey, isAwake } = this.#ports;
    while (this.#inbox[0] !== undefined && isAwake()) {
      const checked = await checkCommand(this.#inbox[0], { identity: identity(), findKey, now: new Date() });
      if ("ignored" in checked) this.#ignore(checked.ignored);
      else await this.#obey(checked.command, checked.isStale, this.#inbox[0]);
      this.#inbox.shift();
    }
    return true;
  }

  async #obey(command: WipeCommand, isStale: boolean, jws: string): Promise<void> {
    const earlier = this.answers.findLast(({ commandId }) => commandId === command.jti);
    if (earlier && isAnswered(command, earlier.results)) {
      this.#ports.narrate("the same command again: answers as before, erases nothing");
      earlier.state = "waiting";
      this.#sending.kick();
      return;
    }
    const before = earlier?.results ?? [];
    const results = isStale
      ? allStale(command, before)
      : eraseAsTold(command, this.#ports.secureElement, before);
    if (results.some(({ outcome }) => outcome === "notNow")) this.#deferred.set(command.jti, jws);
    else this.#deferred.delete(command.jti);
    await this.#keepAnswer(command, results, (earlier?.seq ?? 0) + 1);
    this.#ports.narrate(`wipe command: ${results.map(({ outcome }) => outcome).join(", ")}`);
    if (results.some(({ outcome }) => outcome === "erased"))
      this.notices.push({ text: eraseNotice, shownAt: now() });
    this.#sending.kick();
  }

  async #keepAnswer(command: WipeCommand, results: readonly Result[], seq: number): Promise<void> {
    const { jti: commandId, nonce } = command;
    const payload = { commandId, nonce, seq, results, at: Math.floor(Date.now() / 1000) };
    const header = { alg: "ES256", typ: messageTypes.wipeAcknowledgement };
    const jws = await compactJws(header, payload, this.#ports.deviceKey.sign);
    this.answers.push({ commandId, seq, results, jws, state: "waiting", tries: 0 });
  }

  async #sendAnswers(): Promise<boolean> {
    for (const answer of this.answers.filter(({ state }) => state === "waiting")) {
      answer.tries += 1;
      const sent = await this.#ports.send(answer.jws);
      if (sent !== "tryAgain") answer.state = sent;
    }
    return this.answers.every(({ state }) => state !== "waiting");
  }

  #ignore(reason: string): void {
    this.ignored.push({ reason, receivedAt: now() });
    this.#ports.narrate(`ignored a message: ${reason}`);
  }
}

function now(): string {
  return new Date().toISOString();
}
