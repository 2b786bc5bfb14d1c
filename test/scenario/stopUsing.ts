import { ErasureReceipt, RevocationReceipt } from "../../functions/src/contract/receipt.ts";
import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased, insistOneRevoked } from "./erasure.ts";
import { messagesTo } from "./fcmLog.ts";
import { insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, type OnePhone } from "./onePhone.ts";
import { insistGenuine } from "./receipts.ts";

/** The road that needs neither card nor push: on the old phone itself (2-1), which erases with the answer (2-2). */
export const stopUsing: Scenario = {
  name: "stop-using",
  title: "the holder stops using a phone, on that phone: it revokes, erases at once, and gets receipts",
  play: async (stack) => {
    const { say, addresses } = stack;
    const cast = await enrolOnePhone(stack, "Trade-in Phone 7");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { signedIn: false, pushBlocked: true });
    say("an old phone, signed out, that no push reaches. Its holder hands it on, and says so on it");
    const revoked = await phones.stopUsing(enrolled.phone, { cause: "handedOn" });
    const device = insistOneRevoked(revoked, enrolled.deviceId);
    const receipt = await insistGenuine(addresses, revoked.receipt, "revocation-receipt+jwt");
    insistAlike("its revocation", RevocationReceipt.parse(receipt).jti, revoked.revocationId);
    insistAlike("why there is no other receipt yet", device.erasure.noReceiptBecause, "notProvenYet");
    say(
      `revoked. The receipt verifies with the published keys; its code is ${revoked.receipt?.verificationCode}`,
    );
    const { wipe } = await awaitConfirmed(console, device);
    await insistNoPush(cast, stack);
    say(`the command came with the answer, and no message had to: ${wipe.summary}`);
    const again = await phones.stopUsing(enrolled.phone, { repeat: true });
    insistAlike(
      "the code of the receipt, asked for again",
      again.receipt?.verificationCode,
      revoked.receipt?.verificationCode,
    );
    const erased = await insistGenuine(addresses, again.devices[0]?.erasure.receipt, "erasure-receipt+jwt");
    const { verification, certificates } = ErasureReceipt.parse(erased);
    insistAlike("the evidence in the receipt", verification.evidence, "deviceSigned");
    say(
      `the same application again answers with the erasure's receipt too, for ${certificates.length} certificates:`,
    );
    for (const line of again.devices[0]?.erasure.receipt?.en.split("\n") ?? []) say(`  ${line}`);
  },
};

async function insistNoPush({ phones, enrolled }: OnePhone, { addresses }: Parameters<Scenario["play"]>[0]) {
  const phone = await phones.view(enrolled.phone);
  insistErased(phone);
  insistAlike("how often the phone asked", phone.asks, 0);
  const messages = await messagesTo(addresses, enrolled);
  insist(
    "no message ever arrived",
    messages.every(({ delivered }) => !delivered),
    messages,
  );
}
