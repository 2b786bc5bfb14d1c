import type { z } from "zod";
import { FetchedCommands } from "../../../functions/src/contract/fetchCommands.ts";
import { ReplacementPreview } from "../../../functions/src/contract/replaceDevice.ts";
import type { RevocationView } from "../../../functions/src/contract/revocation.ts";
import { RevokedOnDevice } from "../../../functions/src/contract/revokeOnDevice.ts";
import { acknowledge } from "./acknowledge.ts";
import { Asking, signClearanceRequest, signCommandRequest } from "./asking.ts";
import type { Identity } from "./checkCommand.ts";
import { createDeviceKey, type DeviceKey } from "./deviceKey.ts";
import { type Enrolling, fillSlots, register } from "./enrol.ts";
import { createFirebaseClient, type FirebaseClient } from "./firebaseClient.ts";
import type { Hardware } from "./hardware.ts";
import { type Holder, openSession, signRevocation } from "./holder.ts";
import { createKeySet } from "./keySet.ts";
import { type OnDeviceOrder, signOnDeviceRevocation } from "./onDeviceRevocation.ts";
import { online } from "./online.ts";
import { patience } from "./persistence.ts";
import { PushLine } from "./pushLine.ts";
import { Tray } from "./tray.ts";
import { type Treated, treatFound } from "./treatFound.ts";
import { WipeApp } from "./wipeApp.ts";

/** The steps of `replaceDevice`; `repeat` sends the last confirmation again, unchanged. */
export const replaceSteps = ["preview", "confirm", "repeat"] as const;
type ReplaceStep = (typeof replaceSteps)[number];

/** What an installation keeps on the phone's storage. */
interface Memory {
  identity?: Identity;
  application?: string;
  onDeviceApplication?: string;
  signedInAs?: string;
  /** How often it was told its commands, also none. */
  asks: number;
}

interface Parts {
  readonly hardware: Hardware;
  readonly deviceKey: DeviceKey;
  readonly client: FirebaseClient;
  readonly push: PushLine;
  readonly wiping: WipeApp;
  readonly tray: Tray;
  readonly memory: Memory;
}

/** Installs the app: a fresh device key, a fresh push registration, nobody signed in. */
export async function installApp(hardware: Hardware): Promise<App> {
  const deviceKey = await createDeviceKey();
  const client = createFirebaseClient(hardware.addresses);
  const memory: Memory = { asks: 0 };
  const wiping = new WipeApp({
    deviceKey,
    secureElement: hardware.secureElement,
    findKey: createKeySet(hardware.addresses.hostingUrl),
    identity: () => memory.identity,
    send: (jws) => acknowledge(hardware, client, jws),
    isAwake: hardware.isAwake,
    narrate: hardware.narrate,
    patience,
  });
  const { control } = hardware.addresses.fcm;
  const tray = new Tray(hardware.narrate);
  const push = await PushLine.register(control, "fcmToken", ({ data, notification }) => {
    if (notification) tray.show(notification);
    else wiping.receive(data);
  });
  if (hardware.isOnline()) push.open();
  return new App({ hardware, deviceKey, client, push, wiping, tray, memory });
}

/** One installation of the app: its keystore, sign-in, push registration and memory go when it is removed. */
export class App {
  readonly #parts: Parts;
  readonly #asking: Asking;
  readonly wiping: WipeApp;
  readonly push: PushLine;
  readonly tray: Tray;

  constructor(parts: Parts) {
    const { hardware, wiping, push, tray } = parts;
    this.tray = tray;
    this.#parts = parts;
    this.wiping = wiping;
    this.push = push;
    const mayRun = () => hardware.isOnline() && hardware.isAwake();
    this.#asking = new Asking({ ask: () => this.askForCommands(), mayRun, patience });
    this.#asking.every(hardware.asksEverySeconds());
  }

  get identity(): Identity | undefined {
    return this.#parts.memory.identity;
  }

  get asks(): number {
    return this.#parts.memory.asks;
  }

  get isSignedIn(): boolean {
    return this.#parts.client.isSignedIn();
  }

  /** Signs in with the card; a session of somebody else's ends. */
  async signIn({ id, card }: Holder): Promise<void> {
    const { hardware, client, memory } = this.#parts;
    online(hardware);
    if (client.isSignedIn() && memory.signedInAs === id) return;
    await client.signIn((await openSession(card, hardware.addresses)).customToken);
    memory.signedInAs = id;
  }

  async signOut(): Promise<void> {
    await this.#parts.client.signOut();
  }

  /** Signs in with the card, fills the slots, and registers; again with the same holder's full slots, it refreshes. */
  async enrol(holder: Holder, how: Pick<Enrolling, "kinds" | "isProven">): Promise<void> {
    await this.signIn(holder);
    const { hardware, memory, push } = this.#parts;
    const enrolling: Enrolling = {
      ...hardware,
      ...this.#parts,
      pushTarget: push.target,
      cardSerial: holder.card.serial,
      ...how,
    };
    await fillSlots(enrolling);
    memory.identity = await register(enrolling);
    hardware.narrate(`${hardware.handset.model}: enrolled, generation ${memory.identity.generation}`);
  }

  /**
   * Asks for commands, as at the app's start, from its periodic work and on scanning a shop's QR code, and treats what comes
   * as if it had been pushed. Answers how many came.
   */
  async askForCommands(): Promise<number> {
    const { hardware, client, deviceKey, memory, wiping } = this.#parts;
    online(hardware);
    if (!memory.identity) return 0;
    const who = { deviceId: memory.identity.deviceId, audience: hardware.addresses.hostingUrl };
    const request = await signCommandRequest(deviceKey, who);
    const { commands } = FetchedCommands.parse(await client.call("fetchCommands", { request }));
    memory.asks += 1;
    for (const command of commands) wiping.receive({ command });
    return commands.length;
  }

  /** From now on periodic work comes every so many seconds. */
  askEvery(seconds: number): void {
    this.#asking.every(seconds);
  }

  /** Contact again (network back, screen on, app opened): works off everything that was left. */
  wake(): void {
    this.wiping.wake();
    this.#asking.wake();
  }

  /** One step of moving here from the holder's other devices (1-1); confirming revokes every one but this. */
  async replace(holder: Holder, step: ReplaceStep): Promise<unknown> {
    const { hardware, client, memory } = this.#parts;
    online(hardware);
    if (step === "preview") return this.#preview();
    if (step === "confirm") memory.application = await this.#signReplacement(holder);
    return client.call("replaceDevice", { step: "confirm", application: memory.application });
  }

  /** The holder chooses what is done the day this phone is lost. */
  async chooseForHold(holder: Holder, choice: unknown): Promise<unknown> {
    await this.signIn(holder);
    return this.#parts.client.call("setHoldChoice", choice);
  }

  /** The holder says how to be reached, or gives back the code that came to a new address. */
  async reach(holder: Holder, step: "setContact" | "confirmContact", said: unknown): Promise<unknown> {
    await this.signIn(holder);
    return this.#parts.client.call(step, said);
  }

  /** What the holder, just signed in by card, gets for this phone: a code for a shop, or a proof for a buyer. */
  async askFor(holder: Holder, call: "createHandoverCode" | "createClearanceProof", more = {}) {
    await this.signIn(holder);
    const { client, memory } = this.#parts;
    return client.call(call, { deviceId: memory.identity?.deviceId, ...more });
  }

  /** What the app shows as a QR code for a shop to check this phone: signed by the device key, used once. */
  async showItself(): Promise<{ phone: string; qr: string }> {
    const { hardware, deviceKey, memory } = this.#parts;
    const audience = hardware.addresses.hostingUrl;
    const phone = await signClearanceRequest(deviceKey, {
      deviceId: memory.identity?.deviceId ?? "",
      audience,
    });
    return { phone, qr: `${audience}/shop/#p=${phone}` };
  }

  /** The holder says what became of a phone of theirs, this one or another. */
  async declare(holder: Holder, said: unknown): Promise<unknown> {
    await this.signIn(holder);
    return this.#parts.client.call("declareDevice", said);
  }

  /** Whoever has the phone now says that the certificates on it aren't theirs. */
  treatFound(): Promise<Treated> {
    return treatFound(this.#parts.hardware, this.#parts.client);
  }

  /**
   * The holder stops using this phone (2-1, 2-2): revokes on it with a certificate's key, and obeys the command in the answer.
   * Answers the revocation; nobody has to be signed in.
   */
  async stopUsing(order: OnDeviceOrder): Promise<RevocationView> {
    const { hardware, client, wiping, memory } = this.#parts;
    online(hardware);
    if (!order.repeat) memory.onDeviceApplication = await signOnDeviceRevocation(hardware, order);
    const application = memory.onDeviceApplication;
    const answer = RevokedOnDevice.parse(await client.call("revokeOnDevice", { application }));
    for (const command of answer.commands) wiping.receive({ command });
    return answer.revocation;
  }

  /** The phone lost the app, and everything the app had. */
  async remove(): Promise<void> {
    await this.push.unregister();
    await this.stop();
  }

  async stop(): Promise<void> {
    this.wiping.stop();
    this.#asking.stop();
    this.push.stop();
    await this.#parts.client.close();
  }

  /** What would be revoked: everything but this phone, where it is enrolled already. */
  async #preview(): Promise<z.output<typeof ReplacementPreview>> {
    const newDeviceId = this.identity?.deviceId;
    const data = { step: "preview", ...(newDeviceId === undefined ? {} : { newDeviceId }) };
    return ReplacementPreview.parse(await this.#parts.client.call("replaceDevice", data));
  }

  async #signReplacement({ card }: Holder): Promise<string> {
    const { devices } = await this.#preview();
    const order = { devices: devices.map(({ deviceId }) => deviceId), cause: "movedToNewPhone" };
    return signRevocation(card, this.#parts.hardware.addresses.hostingUrl, order);
  }
}
