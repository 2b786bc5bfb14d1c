import type { Found } from "./found.ts";
import type { AuditHead } from "./holder.ts";
import type { Matter } from "./matter.ts";
import type { ProvenPhone } from "./provenPhone.ts";
import type { PushTarget } from "./pushTarget.ts";
import type { ShownBefore } from "./shown.ts";

export const deviceStates = ["active", "replaced", "retired"] as const;
export type DeviceState = (typeof deviceStates)[number];

export const erasures = ["open", "confirmed", "closedUnverified", "cancelled"] as const;
export type Erasure = (typeof erasures)[number];

export const platforms = ["android", "ios"] as const;
export type Platform = (typeof platforms)[number];

/** A P-256 public key as a JWK (RFC 7517), the only kind a device signs with. */
export interface PublicKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/** What the phone says of itself; shown to the holder, never believed for anything. */
export interface Handset {
  readonly platform: Platform;
  readonly model: string;
  readonly osVersion: string;
  readonly appVersion: string;
}

/** One enrolment of one phone by one holder. */
export interface Device {
  readonly deviceId: string;
  readonly holderId: string;
  /** Counts the enrolments of the same secure element, from 1. */
  readonly generation: number;
  /** Keyed hash of the secure element's id; the id itself is never stored. */
  readonly secureElement: string;
  readonly state: DeviceState;
  readonly handset: Handset;
  readonly deviceKey: PublicKey;
  readonly pushTarget: PushTarget;
  readonly certificateIds: readonly string[];
  /** The wipe opened last for this device, whatever its state. */
  readonly wipeId?: string;
  /** How that wipe stands, in short, for whoever looks at the device alone; the wipe decides. */
  readonly erasure?: Erasure;
  readonly registeredAt: Date;
  /** When the newest registration taken was signed. */
  readonly registrationSignedAt: Date;
  /** Those of its certificates that this one didn't show, each with when it was shown last. */
  readonly shownBefore: readonly ShownBefore[];
  readonly lastSeenAt: Date;
  /** What its holder has to see to before its certificates are revoked, or once more before it is handed over. */
  readonly matter?: Matter;
  /** Which phone clearance proofs were given for. */
  readonly provenPhone?: ProvenPhone;
  /** What somebody else's app told of its certificates last; gone once its holder registers it again. */
  readonly found?: Found;
  /** The newest entry of the device's own chain, which starts at the holder's entry on its registration. */
  readonly auditHead: AuditHead;
}
