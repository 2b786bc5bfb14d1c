/** The person, under the same id as in Firebase Auth. Nothing here says who it is. */
export interface Holder {
  readonly holderId: string;
  readonly registeredAt: Date;
  /** The CA said so: no card signs this holder in any more. */
  readonly deceasedAt?: Date;
  /** The newest entry of the holder's own chain: what the next one continues. */
  readonly auditHead: AuditHead;
}

/** Where a chain of audit entries ends. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

export const cardStates = ["valid", "renewed", "revoked", "expired"] as const;
export type CardState = (typeof cardStates)[number];

/** A card's signing certificate as the way to its holder: found by the hash of issuer and serial, never stored itself. */
export interface Card {
  readonly cardId: string;
  readonly holderId: string;
  /** The same person's other ids: there are some where the new card signed in before its renewal was told. */
  readonly earlierHolderIds?: readonly string[];
  readonly linkedAt: Date;
  /** What the CA last told of it: only a valid one signs in or applies. */
  readonly state: CardState;
  /** When it was renewed, by the CA's clock. */
  readonly renewedAt?: Date;
}
