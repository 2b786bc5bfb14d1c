import { isRefused, type Refused, refuse } from "./refusal.ts";
import { type Revocation, raiseReason } from "./revocation.ts";

export const certificateKinds = ["signing", "authentication"] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export const certificateStates = ["valid", "onHold", "revoked", "expired"] as const;
export type CertificateState = (typeof certificateStates)[number];

export const certificateVerbs = ["hold", "release", "revoke", "expire"] as const;
type CertificateVerb = (typeof certificateVerbs)[number];

/** One time on hold (RFC 5280 certificateHold): which hold, and from when until when; without an end it still lasts. */
export interface HoldSpan {
  readonly holdId: string;
  readonly heldAt: Date;
  readonly endedAt?: Date;
}

/** A certificate in a phone's secure element. The certificate itself is never stored, and of its serial only the ending. */
export interface Certificate {
  /** Hex SHA-256 of the issuer's name and the serial number. */
  readonly certificateId: string;
  /** RFC 7515 `x5t#S256`: what the phone recognises the certificate by. */
  readonly thumbprint: string;
  readonly kind: CertificateKind;
  /** The end of the serial number, for receipts; absent where it was registered before this was kept. */
  readonly serialEnding?: string;
  readonly holderId: string;
  readonly deviceId: string;
  readonly state: CertificateState;
  readonly expiresAt: Date;
  readonly registeredAt: Date;
  /**
   * When the phone showed that one of its kind has taken its place in the secure element, which has one of each: its key is gone, and
   * nothing is owed for it.
   */
  readonly replacedAt?: Date;
  readonly revocation?: Revocation;
  /** Every time it was on hold, the newest last; the last one lasts exactly while the state is `onHold`. */
  readonly holds?: readonly HoldSpan[];
}

/**
 * Every move there is, legal or not (RFC 5280 section 5.3.1). A cell naming its own row is a repeat and changes nothing; only a
 * revocation's reason may still be raised. `release` is for the kinds that come back; the others are revoked instead.
 */
export const certificateMoves = {
  valid: { hold: "onHold", release: refuse("not_on_hold"), revoke: "revoked", expire: "expired" },
  onHold: { hold: "onHold", release: "valid", revoke: "revoked", expire: "expired" },
  revoked: {
    hold: refuse("certificate_revoked"),
    release: refuse("certificate_revoked"),
    revoke: "revoked",
    expire: refuse("certificate_revoked"),
  },
  expired: {
    hold: refuse("certificate_expired"),
    release: refuse("certificate_expired"),
    revoke: refuse("certificate_expired"),
    expire: "expired",
  },
} as const satisfies Record<CertificateState, Record<CertificateVerb, CertificateState | Refused>>;

/** Whether it can be used, or may be again: neither revoked nor expired. */
export function isInForce({ state }: Pick<Certificate, "state">): boolean {
  return state === "valid" || state === "onHold";
}

/** Whether it is in force, and in the phone as far as anybody knows. */
export function isInUse({ state, replacedAt }: Pick<Certificate, "state" | "replacedAt">): boolean {
  return isInForce({ state }) && replacedAt === undefined;
}

/** The time on hold that still lasts, if the certificate is on hold. */
export function currentHold({ state, holds }: Certificate): HoldSpan | undefined {
  return state === "onHold" ? holds?.at(-1) : undefined;
}

/** Stops a certificate for the time being; one that is on hold keeps its first hold. Refused once it has ended. */
export function hold(certificate: Certificate, span: HoldSpan): Certificate | Refused {
  const move = certificateMoves[certificate.state].hold;
  if (isRefused(move)) return move;
  if (move === certificate.state) return certificate;
  return { ...certificate, state: move, holds: [...(certificate.holds ?? []), span] };
}

/** What a release makes of a certificate, and which kinds come back by one in this deployment. */
export interface ReleaseOrder {
  readonly returning: readonly CertificateKind[];
  /** For the kinds that don't come back. */
  readonly revocation: Revocation;
}

/**
 * Takes a certificate off hold: a kind that comes back is valid again, any other is revoked and has to be issued again.
 * Refused with `not_on_hold` for a valid one, and for one that has ended by what ended it.
 */
export function release(certificate: Certificate, order: ReleaseOrder): Certificate | Refused {
  const move = certificateMoves[certificate.state].release;
  if (isRefused(move)) return move;
  if (!order.returning.includes(certificate.kind)) return revoke(certificate, order.revocation);
  return { ...withoutHold(certificate, order.revocation.revokedAt), state: move };
}

/**
 * Marks a certificate whose time is over as expired; refused with `certificate_revoked` once it was revoked. One that is
 * still in its time is left as it is.
 */
export function expire(certificate: Certificate, now: Date): Certificate | Refused {
  const move = certificateMoves[certificate.state].expire;
  if (isRefused(move)) return move;
  const isOver = certificate.expiresAt <= now;
  return isOver && move !== certificate.state
    ? { ...withoutHold(certificate, now), state: move }
    : certificate;
}

/**
 * Ends a certificate for good. A revoked one keeps its first revocation, so a repeat answers as the first time did; only
 * the reason may rise to keyCompromise. Refused with `certificate_expired` once it has expired.
 */
export function revoke(certificate: Certificate, revocation: Revocation): Certificate | Refused {
  const move = certificateMoves[certificate.state].revoke;
  if (isRefused(move)) return move;
  if (move !== certificate.state)
    return { ...withoutHold(certificate, revocation.revokedAt), state: move, revocation };
  const first = certificate.revocation ?? revocation;
  const raised = raiseReason(first, revocation);
  return raised === first ? certificate : { ...certificate, revocation: raised };
}

/** The certificate with its time on hold over, if it has one. */
function withoutHold(certificate: Certificate, endedAt: Date): Certificate {
  const last = currentHold(certificate);
  if (!last) return certificate;
  return { ...certificate, holds: [...(certificate.holds ?? []).slice(0, -1), { ...last, endedAt }] };
}
