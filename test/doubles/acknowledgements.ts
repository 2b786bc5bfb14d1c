import type { PublicKey } from "../../functions/src/domain/device.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { type Decision, refuse } from "../../functions/src/domain/refusal.ts";
import type { AcknowledgementReader, SignedAcknowledgement } from "../../functions/src/flow/ports.ts";
import { start } from "./samples.ts";

/** Reads one answer, whoever asks for it: signed by the key that the test says. */
export function readerOf(answer: Partial<SignedAcknowledgement>, signer: PublicKey): AcknowledgementReader {
  const { commandId = "", nonce = "", seq = 1, results = [], answeredAt = start } = answer;
  const signed = { commandId, nonce, seq, results, answeredAt, digest: hexDigest(JSON.stringify(results)) };
  const verify = async (key: PublicKey): Promise<Decision<SignedAcknowledgement>> =>
    key.x === signer.x ? signed : refuse("signature_invalid");
  return { peek: () => ({ commandId, verify }) };
}
