import { z } from "zod";
import { platforms } from "../../../functions/src/domain/device.ts";
import type { Narrate } from "../standIn.ts";
import { type App, installApp } from "./app.ts";
import type { Hardware } from "./hardware.ts";
import type { Holder } from "./holder.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import { moods, SecureElement } from "./secureElement.ts";

/** `POST /phones`: whose phone it is, and what it says of itself. */
export const NewPhone = z.strictObject({
  holder: z.string(),
  model: z.string().min(1).max(64),
  platform: z.enum(platforms).default("android"),
});

/** `POST /phones/{id}/switches`: what should be so from now on; what isn't named stays. */
export const Switches = z.strictObject({
  online: z.boolean().optional(),
  /** Messages arrive, but the system doesn't let the app work on them. */
  asleep: z.boolean().optional(),
  pushBlocked: z.boolean().optional(),
  /** true: the app and all it remembered are gone, the secure element is not. false: installed anew. */
  appRemoved: z.boolean().optional(),
  secureElement: z.enum(moods).optional(),
  signedIn: z.boolean().optional(),
});

const pin = "3141";

/** A simulated phone: what it is made of, what state it is in, and the app while it is installed. */
export class Phone {
  readonly id: string;
  readonly holder: Holder;
  readonly hardware: Hardware;
  #app: App | undefined;
  online = true;
  asleep = false;
  pushBlocked = false;

  constructor(
    id: string,
    owner: { holder: Holder; model: string; platform: Hardware["handset"]["platform"] },
    surroundings: { addresses: PhoneAddresses; narrate: Narrate },
  ) {
    this.id = id;
    this.holder = owner.holder;
    this.hardware = {
      addresses: surroundings.addresses,
      secureElement: new SecureElement(pin),
      pin,
      handset: { platform: owner.platform, model: owner.model, osVersion: "16", appVersion: "1.0.0" },
      isOnline: () => this.online,
      isAwake: () => !this.asleep,
      narrate: (what) => surroundings.narrate(`${id} ${what}`),
    };
  }

  /** The installed app. Throws when there is none. */
  get app(): App {
    if (!this.#app) throw new Error("the app is not installed on this phone");
    return this.#app;
  }

  get hasApp(): boolean {
    return this.#app !== undefined;
  }

  async install(): Promise<void> {
    this.#app ??= await installApp(this.hardware);
  }

  /** Flips switches in the order in which they matter: sign-in needs an app and a network. */
  async flip(switches: z.output<typeof Switches>): Promise<void> {
    const { online, asleep, pushBlocked, appRemoved, secureElement, signedIn } = switches;
    if (secureElement) this.hardware.secureElement.mood = secureElement;
    if (online !== undefined) this.online = online;
    if (asleep !== undefined) this.asleep = asleep;
    if (appRemoved !== undefined) await (appRemoved ? this.#remove() : this.install());
    if (pushBlocked !== undefined) await this.#block(pushBlocked);
    if (signedIn !== undefined) await (signedIn ? this.app.signIn(this.holder) : this.app.signOut());
    this.#contact();
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
  }

  async #block(pushBlocked: boolean): Promise<void> {
    this.pushBlocked = pushBlocked;
    await this.app.push.block(pushBlocked);
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
    this.#app.wiping.wake();
  }
}
