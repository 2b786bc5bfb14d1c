import { isRefused, type Refused, refuse } from "./refusal.ts";
import type { Revocation } from "./revocation.ts";

export const certificateKinds = ["signing", "authentication"] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export const certificateStates = ["valid", "onHold", "revoked", "expired"] as const;
export type CertificateState = (typeof certificateStates)[number];

export const certificateVerbs = ["hold", "release", "revoke", "expire"] as const;
export type CertificateVerb = (typeof certificateVerbs)[number];

/** A certificate in a phone's secure element. Neither the certificate itself nor its serial is ever stored. */
export interface Certificate {
  /** Hex SHA-256 of the issuer's name and the serial number. */
  readonly certificateId: string;
  /** RFC 7515 `x5t#S256`: what the phone recognises the certificate by. */
  readonly thumbprint: string;
  readonly kind: CertificateKind;
  readonly holderId: string;
  readonly deviceId: string;
  readonly state: CertificateState;
  readonly expiresAt: Date;
  readonly registeredAt: Date;
  readonly revocation?: Revocation;
}

/** Every move there is, legal or not (RFC 5280 section 5.3.1). A cell naming its own row is a repeat and changes nothing. */
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

/**
 * Marks a certificate whose time is over as expired; refused with `certificate_revoked` once it was revoked. One that is
 * still in its time is left as it is.
 */
export function expire(certificate: Certificate, now: Date): Certificate | Refused {
  const move = certificateMoves[certificate.state].expire;
  if (isRefused(move)) return move;
  const isOver = certificate.expiresAt <= now;
  return isOver && move !== certificate.state ? { ...certificate, state: move } : certificate;
}

/**
 * Ends a certificate for good. A revoked one keeps its first revocation, so a repeat answers as the first time did;
 * refused with `certificate_expired` once it has expired.
 */
export function revoke(certificate: Certificate, revocation: Revocation): Certificate | Refused {
  const move = certificateMoves[certificate.state].revoke;
  if (isRefused(move)) return move;
  return move === certificate.state ? certificate : { ...certificate, state: move, revocation };
}
