import { randomBytes } from "node:crypto";
import type { Fate, Pending } from "./pendingQueue.ts";
import type { PushMessage, Target } from "./pushMessage.ts";

/** An accepted message and what became of it. */
export interface Envelope extends Pending {
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  readonly message: PushMessage;
  /** How often the phone gets it; 2 when a duplicate was ordered. */
  readonly copies: number;
  fate: Fate;
  deliveredAt?: number;
}

/** The phone's end of an open connection to FCM. */
export interface Connection {
  deliver(envelope: Envelope): void;
  /** Tells the app that messages were given up on the way, as onDeletedMessages does on Android. */
  deletedMessages(): void;
  end(): void;
}

/** One app installation as FCM knows it; dead ones are kept, because FCM tells dead from never issued. */
export interface Registration {
  readonly target: Target;
  live: boolean;
  blocked: boolean;
  queue: readonly Envelope[];
  owesDeletedNotice: boolean;
  connection: Connection | undefined;
}

/** Issues a registration with a value that looks like the real ones and can't be guessed. */
export function issueRegistration(kind: Target["kind"]): Registration {
  return {
    target: { kind, value: kind === "fid" ? newFid() : `${newFid()}:APA91b${randomText(134)}` },
    live: true,
    blocked: false,
    queue: [],
    owesDeletedNotice: false,
    connection: undefined,
  };
}

const wellFormed = {
  fcmToken: /^[\w-]{22}:APA91b[\w-]{100,240}$/,
  fid: /^[c-f][\w-]{21}$/,
} as const satisfies Record<Target["kind"], RegExp>;

/** Whether a value could have been issued at all: FCM answers 400 for one that couldn't, 404 for one that died. */
export function isWellFormed({ kind, value }: Target): boolean {
  return wellFormed[kind].test(value);
}

/** Firebase installation ids begin with the four bits 0111, hence with one of c, d, e and f. */
function newFid(): string {
  return `${"cdef"[randomBytes(1).readUInt8() % 4]}${randomText(21)}`;
}

function randomText(length: number): string {
  return randomBytes(length).toString("base64url").slice(0, length);
}
