import type { z } from "zod";
import { WipeAcknowledgement } from "../../functions/src/contract/acknowledgeWipe.ts";
import { CaEvent } from "../../functions/src/contract/caEvent.ts";
import { ClearanceRequest } from "../../functions/src/contract/clearance.ts";
import { CommandRequest } from "../../functions/src/contract/fetchCommands.ts";
import { ReleaseApplication } from "../../functions/src/contract/hold.ts";
import type { MessageType } from "../../functions/src/contract/jws.ts";
import { CertificatePossession, DeviceRegistration } from "../../functions/src/contract/registerDevice.ts";
import { ResetReport } from "../../functions/src/contract/reset.ts";
import { RevocationApplication } from "../../functions/src/contract/revocation.ts";
import { OnDeviceRevocation } from "../../functions/src/contract/revokeOnDevice.ts";
import { SessionApplication } from "../../functions/src/contract/session.ts";
import { SecureElementStatement, TsmReport } from "../../functions/src/contract/tsm.ts";
import type { Signers } from "./signers.ts";

/** A message that outsiders sign: its type, what it says, and who of the cast signs it. */
export interface Message {
  readonly type: MessageType;
  readonly schema: z.ZodType;
  readonly signer: keyof Signers;
}

/** Every signed message that comes in from outside; a new one is a line here. */
export const messages = {
  session: { type: "session-application+jwt", schema: SessionApplication, signer: "card" },
  revocation: { type: "revocation-application+jwt", schema: RevocationApplication, signer: "card" },
  onDevice: { type: "on-device-revocation+jwt", schema: OnDeviceRevocation, signer: "leaving" },
  release: { type: "release-application+jwt", schema: ReleaseApplication, signer: "card" },
  registration: { type: "device-registration+jwt", schema: DeviceRegistration, signer: "newKey" },
  signing: { type: "certificate-possession+jwt", schema: CertificatePossession, signer: "signing" },
  authentication: {
    type: "certificate-possession+jwt",
    schema: CertificatePossession,
    signer: "authentication",
  },
  statement: { type: "secure-element-statement+jwt", schema: SecureElementStatement, signer: "tsm" },
  commandRequest: { type: "command-request+jwt", schema: CommandRequest, signer: "device" },
  clearanceRequest: { type: "clearance-request+jwt", schema: ClearanceRequest, signer: "device" },
  acknowledgement: { type: "wipe-acknowledgement+jwt", schema: WipeAcknowledgement, signer: "device" },
  tsmReport: { type: "tsm-report+jwt", schema: TsmReport, signer: "tsm" },
  resetReport: { type: "reset-report+jwt", schema: ResetReport, signer: "maker" },
  caEvent: { type: "ca-event+jwt", schema: CaEvent, signer: "ca" },
} as const satisfies Record<string, Message>;
