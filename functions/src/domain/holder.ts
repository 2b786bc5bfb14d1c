/** The person, under the same id as in Firebase Auth. Nothing here says who it is. */
export interface Holder {
  readonly holderId: string;
  readonly registeredAt: Date;
  /** The newest entry of the holder's own chain: what the next one continues. */
  readonly auditHead: AuditHead;
}

/** Where a chain of audit entries ends. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** A card's signing certificate as the way to its holder: found by the hash of issuer and serial, never stored itself. */
export interface Card {
  readonly cardId: string;
  readonly holderId: string;
  readonly linkedAt: Date;
}
