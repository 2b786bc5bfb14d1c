import type { DeviceState } from "./device.ts";

/** RFC 5280 section 5.3.1 reason names that this service gives. No reason known means the extension is omitted. */
export type RevocationReason = "superseded" | "cessationOfOperation" | "keyCompromise" | "affiliationChanged";

/** What the holder says happened. */
export const holderCauses = [
  "movedToNewPhone",
  "stoppedUsing",
  "handedOn",
  "disposed",
  "lost",
  "stolen",
] as const;
export type RevocationCause = (typeof holderCauses)[number];

/** Where an application for revocation came in: on the new phone (1-1), or from another phone or a PC (1-1, afterwards). */
export type RevocationChannel = "newPhone" | "card";

/** The permanent stop of one certificate: why, where from, who by, when. Never changes once written. */
export interface Revocation {
  readonly cause: RevocationCause;
  readonly reason: RevocationReason;
  readonly channel: RevocationChannel;
  readonly revocationId: string;
  readonly revokedAt: Date;
}

interface CauseRule {
  readonly reason: RevocationReason;
  readonly channels: readonly RevocationChannel[];
  /** What becomes of the device the certificates are in. */
  readonly leaves: DeviceState;
}

/** The one place where a cause becomes a reason, and who may give it. */
export const causes = {
  movedToNewPhone: { reason: "superseded", channels: ["newPhone", "card"], leaves: "replaced" },
  stoppedUsing: { reason: "cessationOfOperation", channels: ["card"], leaves: "retired" },
  handedOn: { reason: "cessationOfOperation", channels: ["card"], leaves: "retired" },
  disposed: { reason: "cessationOfOperation", channels: ["card"], leaves: "retired" },
  lost: { reason: "cessationOfOperation", channels: ["card"], leaves: "retired" },
  stolen: { reason: "keyCompromise", channels: ["card"], leaves: "retired" },
} as const satisfies Record<RevocationCause, CauseRule>;

/** Whether this channel may give this cause. */
export function channelMayGive(channel: RevocationChannel, cause: RevocationCause): boolean {
  const channels: readonly RevocationChannel[] = causes[cause].channels;
  return channels.includes(channel);
}
