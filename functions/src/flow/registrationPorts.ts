import type { CertificateKind } from "../domain/certificate.ts";
import type { Handset, PublicKey } from "../domain/device.ts";
import type { PushTarget } from "../domain/pushTarget.ts";
import type { Decision } from "../domain/refusal.ts";
import type { RevocationStatus } from "../domain/revocationStatus.ts";

/** What an app sends to register its phone, not yet believed. */
export interface RegistrationRequest {
  readonly holderId: string;
  readonly registration: string;
  readonly possessions: readonly string[];
  /** The SEI-TSM's word on where the certificates are, where the phone brings one. */
  readonly statement?: string;
}

/** A certificate whose key signed just now. */
export interface PossessedCertificate {
  readonly certificateId: string;
  readonly thumbprint: string;
  readonly kind: CertificateKind;
  readonly serialEnding?: string;
  readonly expiresAt: Date;
}

/** A registration whose every proof holds. */
export interface Registration {
  readonly deviceKey: PublicKey;
  readonly secureElement: string;
  readonly isProven: boolean;
  readonly handset: Handset;
  readonly pushTarget: Pick<PushTarget, "kind" | "value">;
  readonly certificates: readonly PossessedCertificate[];
  /** What the phone CA's lists say of the certificates, all together. */
  readonly revocationStatus: RevocationStatus;
  readonly signedAt: Date;
}

/** Verifies every proof of a registration; refused where one doesn't hold. */
export type ReadRegistration = (request: RegistrationRequest, now: Date) => Promise<Decision<Registration>>;
