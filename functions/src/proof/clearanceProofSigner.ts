import type { z } from "zod";
import type { ClearanceProof } from "../contract/clearanceProof.ts";
import { messageTypes } from "../contract/jws.ts";
import { verificationCode } from "../domain/verificationCode.ts";
import type { SignClearanceProof } from "../flow/clearanceProofPorts.ts";
import { type CommandSigningKey, sign } from "./commandSigner.ts";

/**
 * Signs clearance proofs with the key that signs receipts and wipe commands, so that buyers find it among the published keys. `qr`
 * is for the phone's own camera: behind the `#`, the proof is sent to no server when the page is opened.
 */
export function clearanceProofSigner(key: CommandSigningKey, issuer: string): SignClearanceProof {
  return async (proof) => {
    const claims: z.input<typeof ClearanceProof> = { iss: issuer, ...proof };
    const jws = await sign(key, messageTypes.clearanceProof, claims);
    return {
      jws,
      qr: `${issuer}/verify/#${jws}`,
      verificationCode: verificationCode(JSON.stringify(claims)),
    };
  };
}
