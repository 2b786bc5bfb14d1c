import type { z } from "zod";
import { type MessageType, messageTypes } from "../contract/jws.ts";
import type { ErasureReceipt, RevocationReceipt } from "../contract/receipt.ts";
import { verificationCode } from "../domain/verificationCode.ts";
import type { SignReceipts } from "../flow/receiptPorts.ts";
import { type CommandSigningKey, sign } from "./commandSigner.ts";

type Claims = z.input<typeof RevocationReceipt> | z.input<typeof ErasureReceipt>;

/**
 * Signs receipts with the key that signs wipe commands: whoever keeps a receipt finds it among the published keys, and `typ`
 * keeps the one from passing for the other (RFC 8725 section 3.11).
 */
export function receiptSigner(key: CommandSigningKey, issuer: string): SignReceipts {
  const signAs = async (typ: MessageType, claims: Claims) => ({
    jws: await sign(key, typ, claims),
    verificationCode: verificationCode(JSON.stringify(claims)),
  });
  return {
    revocation({ devices, ...rest }) {
      const listed = devices.map((one) => ({ ...one, certificates: [...one.certificates] }));
      return signAs(messageTypes.revocationReceipt, { iss: issuer, ...rest, devices: listed });
    },
    erasure({ certificates, sanitization, ...rest }) {
      const { category, steps } = sanitization;
      const copied = { certificates: [...certificates], sanitization: { category, steps: [...steps] } };
      return signAs(messageTypes.erasureReceipt, { iss: issuer, ...rest, ...copied });
    },
  };
}
