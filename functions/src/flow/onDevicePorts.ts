import type { Certificate } from "../domain/certificate.ts";
import type { WarningCode } from "../domain/message.ts";
import type { Decision } from "../domain/refusal.ts";
import type { HolderCause } from "../domain/revocation.ts";

/** An application signed on a phone, believed: what it says, and which certificate's key signed it. */
export interface OnDeviceRequest {
  readonly jti: string;
  /** Thumbprints. */
  readonly certificates: "all" | readonly string[];
  readonly cause: HolderCause;
  readonly warningsShown?: readonly WarningCode[];
  readonly signedBy: Pick<Certificate, "certificateId" | "thumbprint">;
}

export type ReadOnDeviceRevocation = (jws: string, now: Date) => Promise<Decision<OnDeviceRequest>>;
