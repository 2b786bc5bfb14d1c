import { ClearanceProofAnswer } from "../../functions/src/contract/clearanceProof.ts";
import { Problem } from "../../functions/src/contract/problem.ts";
import { verifyProof } from "../../hosting/src/verify/verifyProof.ts";
import { sampleImei } from "../doubles/clearanceProofs.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import { insistAlike } from "./insist.ts";
import type { OnePhone } from "./onePhone.ts";

const otherImei = "356938035643809";

/** A clerk in a check that is clear. */
interface Prover {
  readonly clerk: string;
  readonly clearanceId: string;
}

/**
 * The shop asks for the proof and a buyer verifies it with the published keys alone; for another phone it is worth nothing, and no
 * second phone is proven. The holder, asking for the same number at home, is given what the shop's word is worth.
 */
export async function proveClear(
  { phones, enrolled }: OnePhone,
  { clerk, clearanceId }: Prover,
  { say, addresses: { hostingUrl: issuer } }: ScenarioStack,
): Promise<void> {
  const ask = (shown: string) => phones.counter(clerk, "proofs", { clearanceId, phone: { shown } });
  const { status, body } = await ask("49-015420-323751-8");
  insistAlike("the answer to the proof", status, 201);
  const { qr, verificationCode } = ClearanceProofAnswer.parse(body);
  const keys: unknown = await (await fetch(`${issuer}/.well-known/jwks.json`)).json();
  const read = (shown: string, now = new Date()) => verifyProof({ jws: qr, keys, issuer, shown, now });
  const { reason, claims } = await read(sampleImei);
  insistAlike("the proof", [reason, claims?.phone.shownBy], ["genuine", "shop"]);
  insistAlike("on another phone", (await read(otherImei)).reason, "otherPhone");
  const later = new Date((claims?.exp ?? 0) * 1000);
  insistAlike("in a week", (await read(sampleImei, later)).reason, "expired");
  const other = await ask(otherImei);
  insistAlike("a proof for another phone", Problem.parse(other.body).code, "phone_of_another_proof");
  const again = ClearanceProofAnswer.parse((await ask(sampleImei)).body);
  insistAlike("the same asked again", again.verificationCode, verificationCode);
  const atHome = await phones.clearanceProof(enrolled.phone, sampleImei);
  insistAlike("the holder's own", atHome.verificationCode, verificationCode);
  say(
    `the shop gives the proof, ${qr.length} characters in a QR code; a buyer verifies it offline, for this phone alone`,
  );
}
