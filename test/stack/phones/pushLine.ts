import { z } from "zod";
import { connectPhone, type RemoteMessage } from "../fcm/connectPhone.ts";
import { Persistence } from "./persistence.ts";

/** What a phone's messaging SDK registered under. */
export interface PushTarget {
  readonly kind: "fcmToken" | "fid";
  readonly value: string;
}

type OnMessage = (message: RemoteMessage) => void;

/** A phone's standing connection to FCM, and its registration there. */
export class PushLine {
  readonly target: PushTarget;
  readonly #registration: string;
  readonly #connecting: Persistence;
  #connection: { disconnect(): void } | undefined;
  #wanted = false;

  private constructor(control: string, target: PushTarget, onMessage: OnMessage) {
    this.target = target;
    this.#registration = `${control}/registrations/${encodeURIComponent(target.value)}`;
    this.#connecting = new Persistence(() => this.#connect(control, onMessage));
  }

  /** Registers a new installation at FCM. */
  static async register(control: string, kind: PushTarget["kind"], onMessage: OnMessage): Promise<PushLine> {
    const body = JSON.stringify({ kind });
    const response = await fetch(`${control}/registrations`, { method: "POST", body });
    const { value } = z.object({ value: z.string() }).parse(await response.json());
    return new PushLine(control, { kind, value }, onMessage);
  }

  /** Connects and stays connected: a line that breaks is taken up again. */
  open(): void {
    this.#wanted = true;
    this.#connecting.kick();
  }

  close(): void {
    this.#wanted = false;
    this.#connection?.disconnect();
    this.#connection = undefined;
  }

  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  /** The holder switched notifications off: FCM accepts, and the phone hears nothing. */
  async block(blocked: boolean): Promise<void> {
    await fetch(`${this.#registration}/blocked`, { method: "POST", body: JSON.stringify({ blocked }) });
  }

  /** The app is removed: FCM will answer UNREGISTERED. */
  async unregister(): Promise<void> {
    this.stop();
    await fetch(this.#registration, { method: "DELETE" });
  }

  stop(): void {
    this.close();
    this.#connecting.stop();
  }

  async #connect(control: string, onMessage: OnMessage): Promise<boolean> {
    if (!this.#wanted || this.#connection) return true;
    const connection = await connectPhone(control, this.target.value, {
      onMessage,
      onClosed: () => this.#lost(connection),
    });
    if (this.#wanted) this.#connection = connection;
    else connection.disconnect();
    return true;
  }

  #lost(connection: { disconnect(): void }): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    if (this.#wanted) this.#connecting.kick();
  }
}
