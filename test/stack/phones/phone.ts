import type { z } from "zod";
import type { ResetPhase } from "../../../functions/src/domain/reset.ts";
import type { Narrate } from "../standIn.ts";
import { type App, installApp } from "./app.ts";
import type { Hardware } from "./hardware.ts";
import { type Holder, postJson } from "./holder.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import { SecureElement } from "./secureElement.ts";
import type { NewPhone, Switches } from "./switches.ts";

const pin = "3141";

/** What a phone is surrounded by: where everything is, who there is, and how often apps ask unless told. */
export interface PhoneSurroundings {
  readonly addresses: PhoneAddresses;
  readonly narrate: Narrate;
  /** Throws when there is nobody of that name. */
  readonly holderCalled: (name: string) => Holder;
  readonly asksEverySeconds: number;
}

/** A simulated phone: what it is made of, what state it is in, and the app while it is installed. */
export class Phone {
  readonly id: string;
  readonly hardware: Hardware;
  readonly #surroundings: PhoneSurroundings;
  #holder: Holder;
  #app: App | undefined;
  #asksEverySeconds: number;
  online = true;
  asleep = false;
  hibernated = false;
  pushBlocked = false;

  constructor(id: string, made: z.output<typeof NewPhone>, surroundings: PhoneSurroundings) {
    const { platform, model } = made;
    this.id = id;
    this.#surroundings = surroundings;
    this.#holder = surroundings.holderCalled(made.holder);
    this.#asksEverySeconds = made.asksEverySeconds ?? surroundings.asksEverySeconds;
    this.hardware = {
      addresses: surroundings.addresses,
      secureElement: new SecureElement(pin),
      pin,
      handset: { platform, model, osVersion: "16", appVersion: "1.0.0" },
      isOnline: () => this.online,
      isAwake: () => !this.asleep && !this.hibernated,
      asksEverySeconds: () => this.#asksEverySeconds,
      narrate: (what) => surroundings.narrate(`${id} ${what}`),
    };
  }

  /** Who has the phone now. */
  get holder(): Holder {
    return this.#holder;
  }

  /** The installed app. Throws when there is none. */
  get app(): App {
    if (!this.#app) throw new Error("the app is not installed on this phone");
    return this.#app;
  }

  get hasApp(): boolean {
    return this.#app !== undefined;
  }

  /** Installs the app where there is none; what is blocked on the phone stays blocked. */
  async install(): Promise<void> {
    this.#app ??= await installApp(this.hardware);
    await this.#blockPush();
  }

  /** Somebody opens the app: it runs again, asks for commands and works off what was left. Answers how many came. */
  async open(): Promise<number> {
    this.asleep = false;
    this.hibernated = false;
    await this.#blockPush();
    this.#contact();
    return this.app.askForCommands();
  }

  /** Flips switches in the order in which they matter: sign-in needs an app and a network. */
  async flip({ secureElement, ...others }: Switches): Promise<void> {
    if (secureElement) this.hardware.secureElement.mood = secureElement;
    if (Object.keys(others).length === 0) return;
    this.#flipState(others);
    if (others.sold) await this.#sell(others.sold);
    if (others.reset) await this.#reset();
    if (others.resetReported) await this.#resetReported();
    if (others.appRemoved !== undefined) await (others.appRemoved ? this.#remove() : this.install());
    if (this.#app) await this.#blockPush();
    if (others.signedIn !== undefined)
      await (others.signedIn ? this.app.signIn(this.#holder) : this.app.signOut());
    this.#contact();
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
  }

  #flipState({ online, asleep, hibernated, pushBlocked, asksEverySeconds }: Switches): void {
    this.online = online ?? this.online;
    this.asleep = asleep ?? this.asleep;
    this.hibernated = hibernated ?? this.hibernated;
    this.pushBlocked = pushBlocked ?? this.pushBlocked;
    if (asksEverySeconds === undefined) return;
    this.#asksEverySeconds = asksEverySeconds;
    this.#app?.askEvery(asksEverySeconds);
  }

  async #sell({ to, appData }: NonNullable<Switches["sold"]>): Promise<void> {
    this.#holder = this.#surroundings.holderCalled(to);
    if (appData === "kept") return;
    await this.#remove();
    await this.install();
  }

  /** An Android phone's secure element survives it today, an iPhone's doesn't. */
  async #reset(): Promise<void> {
    await this.#remove();
    if (this.hardware.handset.platform === "ios") this.hardware.secureElement.reset();
  }

  /** Step by step as page 5 of the paper has it: the user starts it, the maker's server is told, and then all is gone. */
  async #resetReported(): Promise<void> {
    await this.#tellMaker("started");
    await this.#reset();
    await this.#tellMaker("completed");
  }

  async #tellMaker(phase: ResetPhase): Promise<void> {
    const { addresses, secureElement } = this.hardware;
    const toe = Math.floor(Date.now() / 1000);
    await postJson(`${addresses.maker.url}/resets`, { secureElementId: secureElement.id, phase, toe });
  }

  /** A hibernated app is as deaf as one whose push is blocked: FCM accepts, and nothing arrives. */
  async #blockPush(): Promise<void> {
    await this.app.push.block(this.pushBlocked || this.hibernated);
  }

  async #remove(): Promise<void> {
    await this.#app?.remove();
    this.#app = undefined;
  }

  /** Network and screen decide whether push gets through and whether the app works off what it has. */
  #contact(): void {
    if (!this.#app) return;
    if (this.online) this.#app.push.open();
    else this.#app.push.close();
    this.#app.wake();
  }
}
