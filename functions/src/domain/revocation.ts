import type { CertificateKind } from "./certificate.ts";
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
export type HolderCause = (typeof holderCauses)[number];

/** What the CA says happened to the card, or to the person. */
export const caCauses = ["cardRevoked", "cardExpired", "holderDeceased", "detailsChanged"] as const;

export const revocationCauses = [...holderCauses, ...caCauses] as const;
export type RevocationCause = (typeof revocationCauses)[number];

/** Where an application for revocation came in: on the new phone (1-1), or from another phone or a PC (1-1, afterwards). */
export const holderChannels = ["newPhone", "card"] as const;
export type HolderChannel = (typeof holderChannels)[number];

/** Where a revocation came from: an application of the holder's, or an event of the CA's. */
export const revocationChannels = [...holderChannels, "ca"] as const;
export type RevocationChannel = (typeof revocationChannels)[number];

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
  /** Which certificates of a device it ends. */
  readonly kinds: readonly CertificateKind[];
  /** What becomes of the device the certificates are in; absent where it stays in use. */
  readonly leaves?: DeviceState;
}

const both = ["signing", "authentication"] as const;
const byCard = { channels: ["card"], kinds: both, leaves: "retired" } as const;
const byCa = { channels: ["ca"], kinds: both, leaves: "retired" } as const;

/** The one place where a cause becomes a reason, and who may give it. */
export const causes = {
  movedToNewPhone: {
    reason: "superseded",
    channels: ["newPhone", "card"],
    kinds: both,
    leaves: "replaced",
  },
  stoppedUsing: { reason: "cessationOfOperation", ...byCard },
  handedOn: { reason: "cessationOfOperation", ...byCard },
  disposed: { reason: "cessationOfOperation", ...byCard },
  lost: { reason: "cessationOfOperation", ...byCard },
  stolen: { reason: "keyCompromise", ...byCard },
  cardRevoked: { reason: "cessationOfOperation", ...byCa },
  cardExpired: { reason: "cessationOfOperation", ...byCa },
  holderDeceased: { reason: "cessationOfOperation", ...byCa },
  // Name and address are in the signing certificate alone: the phone stays in use, and gets a new one.
  detailsChanged: { reason: "affiliationChanged", channels: ["ca"], kinds: ["signing"] },
} as const satisfies Record<RevocationCause, CauseRule>;

/** Whether this channel may give this cause. */
export function channelMayGive(channel: RevocationChannel, cause: RevocationCause): boolean {
  const channels: readonly RevocationChannel[] = causes[cause].channels;
  return channels.includes(channel);
}

/** What becomes of a device that is in this state now. */
export function stateAfter(cause: RevocationCause, state: DeviceState): DeviceState {
  const { leaves = state }: CauseRule = causes[cause];
  return leaves;
}
