import type { CertificateKind } from "./certificate.ts";
import type { DeviceState } from "./device.ts";

export const revocationReasons = [
  "superseded",
  "cessationOfOperation",
  "keyCompromise",
  "affiliationChanged",
] as const;
/** RFC 5280 section 5.3.1 reason names that this service gives. No reason known means the extension is omitted. */
type RevocationReason = (typeof revocationReasons)[number];

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

/** How a hold ends certificates: the phone was found, or it wasn't and the holder had chosen that in advance. */
export const holdCauses = ["foundAgain", "notFound"] as const;

/** What the CA says happened to the card, or to the person. */
export const caCauses = ["cardRevoked", "cardExpired", "holderDeceased", "detailsChanged"] as const;

export const revocationCauses = [...holderCauses, ...caCauses, ...holdCauses] as const;
export type RevocationCause = (typeof revocationCauses)[number];

/** Where an application came in: on the new phone (1-1), from another phone or a PC (1-1, afterwards), on the old phone (2-1). */
export const holderChannels = ["newPhone", "card", "oldPhone"] as const;
export type HolderChannel = (typeof holderChannels)[number];

/** Where a revocation came from: an application of the holder's, an event of the CA's, or the end of a hold. */
export const revocationChannels = [...holderChannels, "ca", "hold"] as const;
export type RevocationChannel = (typeof revocationChannels)[number];

/** The permanent stop of one certificate: why, where from, who by, when. Only its reason may be raised, once. */
export interface Revocation {
  readonly cause: RevocationCause;
  readonly reason: RevocationReason;
  readonly channel: RevocationChannel;
  /** The application, or the hold, that it came from. */
  readonly revocationId: string;
  readonly revokedAt: Date;
  /** The later application that raised the reason; the first one's cause and date stay. */
  readonly raised?: {
    readonly cause: RevocationCause;
    readonly revocationId: string;
    readonly raisedAt: Date;
  };
}

/** What a reason may become later. Whoever has the key may have used it since, so only keyCompromise is worse news. */
export const raises = {
  superseded: ["keyCompromise"],
  cessationOfOperation: ["keyCompromise"],
  affiliationChanged: ["keyCompromise"],
  keyCompromise: [],
} as const satisfies Record<RevocationReason, readonly RevocationReason[]>;

/** Whether a revocation for one reason may later be said to be for the other. */
export function mayRaise(from: RevocationReason, to: RevocationReason): boolean {
  const worse: readonly RevocationReason[] = raises[from];
  return worse.includes(to);
}

/** A revocation after a later application for the same certificate: with the worse reason, and the first one's date. */
export function raiseReason(first: Revocation, later: Revocation): Revocation {
  if (!mayRaise(first.reason, later.reason)) return first;
  const { cause, reason, revocationId, revokedAt: raisedAt } = later;
  return { ...first, reason, raised: { cause, revocationId, raisedAt } };
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
const byCardOrOnPhone = { ...byCard, channels: ["card", "oldPhone"] } as const;
const byCa = { channels: ["ca"], kinds: both, leaves: "retired" } as const;

/** The one place where a cause becomes a reason, and who may give it. */
export const causes = {
  movedToNewPhone: {
    reason: "superseded",
    channels: ["newPhone", "card"],
    kinds: both,
    leaves: "replaced",
  },
  stoppedUsing: { reason: "cessationOfOperation", ...byCardOrOnPhone },
  handedOn: { reason: "cessationOfOperation", ...byCardOrOnPhone },
  disposed: { reason: "cessationOfOperation", ...byCardOrOnPhone },
  lost: { reason: "cessationOfOperation", ...byCard },
  stolen: { reason: "keyCompromise", ...byCard },
  cardRevoked: { reason: "cessationOfOperation", ...byCa },
  cardExpired: { reason: "cessationOfOperation", ...byCa },
  holderDeceased: { reason: "cessationOfOperation", ...byCa },
  // Name and address are in the signing certificate alone: the phone stays in use, and gets a new one.
  detailsChanged: { reason: "affiliationChanged", channels: ["ca"], kinds: ["signing"] },
  // The kinds that don't come back by a release: the phone stays in use, and gets new ones.
  foundAgain: { reason: "superseded", channels: ["hold"], kinds: both },
  notFound: { reason: "cessationOfOperation", channels: ["hold"], kinds: both, leaves: "retired" },
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
