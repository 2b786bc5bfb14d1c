import type { WarningCode } from "./message.ts";
import type { HolderCause, HolderChannel } from "./revocation.ts";

/** One application for revocation as it was decided: what a repeat of it is answered from. */
export interface RevocationApplication {
  /** Hex SHA-256 of the card's id and the application's `jti`. */
  readonly revocationId: string;
  readonly holderId: string;
  readonly cause: HolderCause;
  readonly channel: HolderChannel;
  /** Hex SHA-256 of what was asked for, to tell a repeat from another application under the same `jti`. */
  readonly digest: string;
  readonly devices: readonly AppliedDevice[];
  /** The warnings that the holder was shown first, as the signed application says. */
  readonly warningsShown?: readonly WarningCode[];
  readonly appliedAt: Date;
}

/** One device of an application, with what had been revoked before it came. */
export interface AppliedDevice {
  readonly deviceId: string;
  readonly model: string;
  readonly wipeId: string;
  readonly certificateIds: readonly string[];
  readonly alreadyRevoked: readonly string[];
}

/** A signed application or message that was used up; kept until it could no longer be replayed. */
export interface UsedProof {
  readonly proofId: string;
  /** Hex SHA-256 of what it said, where a repeat is answered as the first time. */
  readonly digest?: string;
  readonly expiresAt: Date;
}

/** Which enrolment a secure element is in now. */
export interface SecureElement {
  /** Keyed hash of the secure element's id. */
  readonly secureElement: string;
  readonly deviceId: string;
  readonly generation: number;
}
