import { randomBytes } from "node:crypto";
import { type Narrate, shorten } from "../standIn.ts";
import { enqueue, expire, type Settled } from "./pendingQueue.ts";
import type { PushMessage, Target } from "./pushMessage.ts";
import { type Connection, type Envelope, issueRegistration, type Registration } from "./registration.ts";

const logLimit = 5000;

/** How an accepted message misbehaves on its way; undefined means not at all. */
type Handling = { readonly kind: "duplicate" | "drop" } | { readonly kind: "delay"; readonly ms: number };

/** What the post office needs from outside. */
interface PostOfficePorts {
  readonly project: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly narrate: Narrate;
}

/** FCM's side of every registration: who is registered, who is connected, what waits, and what became of it. */
export class PostOffice {
  readonly #registrations = new Map<string, Registration>();
  readonly #delays = new Set<NodeJS.Timeout>();
  readonly #ports: PostOfficePorts;
  #log: readonly Envelope[] = [];

  constructor(ports: PostOfficePorts) {
    this.#ports = ports;
  }

  register(kind: Target["kind"]): string {
    const registration = issueRegistration(kind);
    this.#registrations.set(registration.target.value, registration);
    return registration.target.value;
  }

  find(value: string): Registration | undefined {
    return this.#registrations.get(value);
  }

  /** Kills a registration for good: from now on it answers UNREGISTERED and what waited for it is lost. */
  unregister(registration: Registration): void {
    registration.live = false;
    for (const envelope of registration.queue) envelope.fate = "unregistered";
    registration.queue = [];
    registration.connection?.end();
    this.#ports.narrate(`registration ${shorten(registration.target.value)} is dead`);
  }

  /** Takes a message over: from here on the sender is told 200, whatever becomes of it. */
  accept(registration: Registration, message: PushMessage, handling?: Handling): Envelope {
    const envelope = this.#seal(message, handling?.kind === "duplicate" ? 2 : 1);
    if (message.validateOnly) return envelope;
    this.#log = [...this.#log, envelope].slice(-logLimit);
    this.#handle(registration, envelope, handling);
    this.#ports.narrate(`message to ${shorten(registration.target.value)} accepted: ${envelope.fate}`);
    return envelope;
  }

  /** The phone comes online and gets what waited, in order. A phone has one connection: the older one ends. */
  connect(registration: Registration, connection: Connection): void {
    registration.connection?.end();
    registration.connection = connection;
    this.#settle(registration, expire(registration.queue, this.#ports.now()));
    if (registration.owesDeletedNotice) connection.deletedMessages();
    registration.owesDeletedNotice = false;
    const waiting = registration.queue;
    registration.queue = [];
    for (const envelope of waiting) this.#deliver(connection, envelope);
    this.#ports.narrate(
      `phone ${shorten(registration.target.value)} is online, ${waiting.length} waited for it`,
    );
  }

  /** The phone goes offline, unless a newer connection has taken over already. */
  disconnect(registration: Registration, connection: Connection): void {
    if (registration.connection !== connection) return;
    registration.connection = undefined;
    this.#ports.narrate(`phone ${shorten(registration.target.value)} is offline`);
  }

  /** Every accepted message, oldest first, the last 5,000. */
  log(): readonly Envelope[] {
    for (const registration of this.#registrations.values()) {
      this.#settle(registration, expire(registration.queue, this.#ports.now()));
    }
    return this.#log;
  }

  close(): void {
    for (const timer of this.#delays) clearTimeout(timer);
    for (const { connection } of this.#registrations.values()) connection?.end();
  }

  #seal(message: PushMessage, copies: number): Envelope {
    const acceptedAt = this.#ports.now();
    const id = `0:${acceptedAt * 1000}%${randomBytes(8).toString("hex")}`;
    return {
      messageId: `projects/${this.#ports.project}/messages/${id}`,
      acceptedAt,
      expiresAt: acceptedAt + message.ttlMs,
      collapseKey: message.collapseKey,
      message,
      copies,
      fate: "queued",
    };
  }

  #handle(registration: Registration, envelope: Envelope, handling?: Handling): void {
    if (handling?.kind === "drop") {
      envelope.fate = "dropped";
    } else if (handling?.kind === "delay") {
      this.#later(handling.ms, () => this.#dispatch(registration, envelope));
    } else {
      this.#dispatch(registration, envelope);
    }
  }

  /** Blocked push is lost for good, as on a phone that throttles or stops the app: nothing is queued for it. */
  #dispatch(registration: Registration, envelope: Envelope): void {
    if (!registration.live) envelope.fate = "unregistered";
    else if (registration.blocked) envelope.fate = "blocked";
    else if (registration.connection) this.#deliver(registration.connection, envelope);
    else {
      this.#settle(registration, expire(registration.queue, this.#ports.now()));
      this.#settle(registration, enqueue(registration.queue, envelope));
      this.#settle(registration, expire(registration.queue, this.#ports.now()));
    }
  }

  #deliver(connection: Connection, envelope: Envelope): void {
    envelope.fate = "delivered";
    envelope.deliveredAt = this.#ports.now();
    for (let copy = 0; copy < envelope.copies; copy += 1) connection.deliver(envelope);
  }

  #settle(registration: Registration, { queue, gone }: Settled<Envelope>): void {
    registration.queue = queue;
    for (const { pending, fate } of gone) {
      pending.fate = fate;
      if (fate === "overflowed" && pending.collapseKey === undefined) registration.owesDeletedNotice = true;
    }
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#delays.delete(timer);
      work();
    }, ms);
    this.#delays.add(timer);
  }
}
